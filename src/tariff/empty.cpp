// Placeholder until this folder has sources; its owner deletes it.
