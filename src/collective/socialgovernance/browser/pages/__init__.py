"""Pages and files of the intranet that are acknowledged, as their readers and owners meet them."""
