"""Threads of comments, anchored to a clause or to words in one."""
