"""Editions of a page of the intranet: listing them, publishing the next one."""
