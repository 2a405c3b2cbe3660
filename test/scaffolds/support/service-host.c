/*
 * Starts and stops kernel drivers as services, for wine.ts: reads "start NAME FAILING PATH" and "stop NAME" from its
 * input, a line each, and answers "service-host: ERROR" with a Windows error code. It answers on its error output, where
 * Wine writes what drivers print: so both come in the order in which they happened.
 */
#include <windows.h>
#include <stdio.h>
#include <string.h>

static DWORD WaitFor(SC_HANDLE service, DWORD state)
{
    SERVICE_STATUS status;
    int tries;

    for (tries = 0; tries < 500; tries++) {
        if (!QueryServiceStatus(service, &status)) {
            return GetLastError();
        }
        if (status.dwCurrentState == state) {
            return ERROR_SUCCESS;
        }
        if (state == SERVICE_RUNNING && status.dwCurrentState == SERVICE_STOPPED) {
            return status.dwWin32ExitCode != 0 ? status.dwWin32ExitCode : ERROR_SERVICE_NEVER_STARTED;
        }
        Sleep(10);
    }
    return ERROR_TIMEOUT;
}

/* Which allocation of the driver is to fail: where under-test.c reads it. */
static DWORD SetFailing(const char *name, DWORD failing)
{
    char path[256];

    snprintf(path, sizeof(path), "SYSTEM\\CurrentControlSet\\Services\\%s", name);
    return (DWORD)RegSetKeyValueA(HKEY_LOCAL_MACHINE, path, "FailingAllocation", REG_DWORD, &failing, sizeof(failing));
}

static DWORD Start(SC_HANDLE manager, const char *name, DWORD failing, const char *path)
{
    DWORD error;
    SC_HANDLE service = CreateServiceA(manager, name, name, SERVICE_ALL_ACCESS, SERVICE_KERNEL_DRIVER,
                                       SERVICE_DEMAND_START, SERVICE_ERROR_NORMAL, path, NULL, NULL, NULL, NULL, NULL);

    if (service == NULL) {
        return GetLastError();
    }
    error = SetFailing(name, failing);
    if (error == ERROR_SUCCESS) {
        error = StartServiceA(service, 0, NULL) ? WaitFor(service, SERVICE_RUNNING) : GetLastError();
    }
    if (error != ERROR_SUCCESS) {
        DeleteService(service);
    }
    CloseServiceHandle(service);
    return error;
}

static DWORD Stop(SC_HANDLE manager, const char *name)
{
    SERVICE_STATUS status;
    DWORD error;
    SC_HANDLE service = OpenServiceA(manager, name, SERVICE_ALL_ACCESS);

    if (service == NULL) {
        return GetLastError();
    }
    error = ControlService(service, SERVICE_CONTROL_STOP, &status) ? WaitFor(service, SERVICE_STOPPED) : GetLastError();
    if (error == ERROR_SUCCESS && !DeleteService(service)) {
        error = GetLastError();
    }
    CloseServiceHandle(service);
    return error;
}

int main(void)
{
    char line[1024];
    char name[64];
    char path[512];
    DWORD failing;
    DWORD error;
    SC_HANDLE manager = OpenSCManagerA(NULL, NULL, SC_MANAGER_ALL_ACCESS);

    fprintf(stderr, "service-host: %lu\n", manager == NULL ? GetLastError() : ERROR_SUCCESS);
    while (fgets(line, sizeof(line), stdin) != NULL) {
        if (sscanf(line, "start %63s %lu %511[^\r\n]", name, &failing, path) == 3) {
            error = Start(manager, name, failing, path);
        } else if (sscanf(line, "stop %63s", name) == 1) {
            error = Stop(manager, name);
        } else {
            error = ERROR_INVALID_PARAMETER;
        }
        fprintf(stderr, "service-host: %lu\n", error);
    }
    CloseServiceHandle(manager);
    return 0;
}
