"""``@workflow`` on our types: every guard at once, nothing written when one fails."""
