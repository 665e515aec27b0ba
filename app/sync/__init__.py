"""What goes on by itself while somebody works: files kept in order, and what was done here told elsewhere."""
