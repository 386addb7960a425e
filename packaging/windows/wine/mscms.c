/* Stands in for a part of Windows 10 that Wine has by half: colour profiles of screens, of which it knows none. */
#include <windows.h>
HANDLE __stdcall OpenColorProfileW(void *profile, DWORD access, DWORD share, DWORD creation) {
  (void)profile, (void)access, (void)share, (void)creation;
  return NULL;
}
BOOL __stdcall CloseColorProfile(HANDLE profile) { (void)profile; return TRUE; }
BOOL __stdcall GetColorProfileFromHandle(HANDLE profile, BYTE *content, DWORD *size) {
  (void)profile, (void)content, (void)size;
  return FALSE;
}
HANDLE __stdcall WcsCreateIccProfile(HANDLE profile, DWORD options) { (void)profile, (void)options; return NULL; }
int __stdcall DllMainCRTStartup(void) { return 1; }
