"""The only writer: files go through a temporary name in their own folder, fsync and rename, so none is ever half written."""
