"""From an empty machine to a running Seam: `manage.py up`, `test` and `checks`.

Standard library only, because it runs before anything is installed. One module per noun; the way in
is `command_line`.
"""
