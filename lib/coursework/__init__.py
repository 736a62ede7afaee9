"""Build, check, grade and report on the lessons: what an instructor and CI run."""
