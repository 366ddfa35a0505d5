"""The finished site as a folder, and a zip of it, that opens from the file system."""
