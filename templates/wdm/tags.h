/* The driver's pool tags, as !poolused, PoolMon and Driver Verifier show them: their bytes, so a literal the other way round. */
#pragma once

/* Messages in the store. */
#define NEW_DRIVER_TAG_MESSAGE '1weN'
