#!/bin/sh
# Stands in for a speech synthesizer, as a server of Emacspeak: what it is told to say goes,
# as it comes, where SPEECH says.
exec cat >"$SPEECH"
