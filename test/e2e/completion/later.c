#include "lock.h"

VOID ZwCloseLater(PLOCKED_FILE File)
{
    File->Handle = NULL;
}
