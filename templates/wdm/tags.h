/*
 * The driver's pool tags. !poolused, PoolMon and Driver Verifier show their bytes, which stand in memory the other way round
 * than in a literal.
 */
#pragma once

/* Messages in the store. */
#define NEW_DRIVER_TAG_MESSAGE '1weN'
