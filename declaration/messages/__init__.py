"""Letters: put in the outbox by the act that causes them, sent when the act is over."""
