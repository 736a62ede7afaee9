"""Run the checks of a lesson against a student process that is confined and never trusted."""
