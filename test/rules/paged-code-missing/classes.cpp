#include <ntddk.h>

#define PAGED_SEG __declspec(code_seg("PAGE"))

class Queue
{
public:
    PAGED_SEG NTSTATUS Start();
    NTSTATUS Stop();

private:
    PDEVICE_OBJECT m_device;
};

class PAGED_SEG Store
{
public:
    NTSTATUS Open();

private:
    PDEVICE_OBJECT m_device;
};

NTSTATUS Queue::Start() // want paged-code-missing "Start is pageable"
{
    ULONG interfaces = 0;
    IoInvalidateDeviceState(m_device);
    return interfaces == 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

NTSTATUS Queue::Stop() // ok paged-code-missing
{
    IoInvalidateDeviceState(m_device);
    return STATUS_SUCCESS;
}

NTSTATUS Store::Open() // want paged-code-missing
{
	IoInvalidateDeviceState(m_device);
	return STATUS_SUCCESS;
}
