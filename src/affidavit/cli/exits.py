"""The exit codes of the command line."""

OK = 0
#: Some sources could not be read (named on stderr); the rest was done.
PARTLY = 1
USAGE = 2
#: Nothing could be read.
NOTHING = 3
INTERNAL = 70
INTERRUPTED = 130
