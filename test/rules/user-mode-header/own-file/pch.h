#pragma once
#include <ntifs.h>
#include <winnt.h>      // want user-mode-header
