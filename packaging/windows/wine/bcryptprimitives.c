/* Stands in for a part of Windows 10 that Wine lacks: the generator of random numbers, here the older one's. */
#define SystemFunction036 taken
#include <windows.h>
#undef SystemFunction036
unsigned char __stdcall SystemFunction036(void *buffer, unsigned long size); /* RtlGenRandom of advapi32 */
BOOL __stdcall ProcessPrng(unsigned char *buffer, size_t size) { return SystemFunction036(buffer, (unsigned long)size); }
int __stdcall DllMainCRTStartup(void) { return 1; }
