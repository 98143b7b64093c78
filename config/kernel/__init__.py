"""What every app stands on. No domain: workspaces, recording, pages and paging as mechanisms."""
