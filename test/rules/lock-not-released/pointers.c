/* A pointer through which a lock was taken is not NULL. */
#include <ntddk.h>

typedef struct _POOL
{
    ERESOURCE Resource;
    ULONG Children;
    BOOLEAN Ready;
} POOL, *PPOOL;

typedef struct _VOLUME
{
    PPOOL Pool;
    PPOOL Other;
} VOLUME, *PVOLUME;

NTSTATUS Mount(PVOLUME Volume)
{
    NTSTATUS status = STATUS_SUCCESS;
    PPOOL pool = NULL;

    KeEnterCriticalRegion();
    if (Volume != NULL)
    {
        pool = Volume->Pool;
        ExAcquireResourceExclusiveLite(&pool->Resource, TRUE);
        pool->Children++;
    }
    if (pool != NULL)
    {
        if (!pool->Ready)
        {
            status = STATUS_DEVICE_NOT_READY;
        }
        ExReleaseResourceLite(&pool->Resource);
    }
    KeLeaveCriticalRegion();
    return status;                                   // ok lock-not-released
}

NTSTATUS MountReady(PVOLUME Volume)
{
    PPOOL pool = Volume->Pool;

    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&pool->Resource, TRUE);
    if (pool != NULL && !pool->Ready)
    {
        KeLeaveCriticalRegion();
        return STATUS_DEVICE_NOT_READY;              // want lock-not-released "pool->Resource is still held at this return of MountReady"
    }
    ExReleaseResourceLite(&pool->Resource);
    KeLeaveCriticalRegion();
    return STATUS_SUCCESS;
}

/* What was followed before is there in the end, however often it is asked. */
NTSTATUS Read(PIRP Irp, PPOOL Pool)
{
    NTSTATUS status = STATUS_SUCCESS;
    BOOLEAN taken = FALSE;

    KeEnterCriticalRegion();
    __try
    {
        if (Irp->IoStatus.Information == 0)
        {
            status = STATUS_END_OF_FILE;
            __leave;
        }
        ExAcquireResourceSharedLite(&Pool->Resource, TRUE);
        taken = TRUE;
        if (!Pool->Ready)
        {
            status = STATUS_DEVICE_NOT_READY;
            __leave;
        }
        Pool->Children++;
    }
    __finally
    {
        if (Irp != NULL)
        {
            Irp->IoStatus.Status = status;
            if (taken)
            {
                ExReleaseResourceLite(&Pool->Resource);
            }
        }
        KeLeaveCriticalRegion();
    }
    return status;                                   // ok lock-not-released
}
