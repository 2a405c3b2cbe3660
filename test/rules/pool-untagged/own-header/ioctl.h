#pragma once

#define IOCTL_QUEUE_READ 0x222000
