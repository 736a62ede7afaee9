"""Import this before nbformat or nbgrader: both then load about a second sooner.

nbformat imports jsonschema, which imports the optional package rfc3987_syntax if it is
there. That package compiles the grammar of internationalised web addresses at import, 0.8 s
of a command's start. No notebook schema asks for such an address. An entry of None in
``sys.modules`` is Python's own way to say that a module cannot be imported, and jsonschema
then goes on without it.
"""

import sys

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
