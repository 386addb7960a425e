/* Stands in for a part of Windows 10 that Wine lacks: converters of old encodings, of which it offers none. */
typedef void *P;
P ucnv_open(const char *name, int *status) { (void)name; *status = 4; return 0; } /* U_FILE_ACCESS_ERROR */
void ucnv_close(P c) { (void)c; }
void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
void ucnv_reset(P c) { (void)c; }
signed char ucnv_getMaxCharSize(P c) { (void)c; return 1; }
const char *ucnv_getName(P c, int *status) { (void)c; *status = 1; return ""; }
void ucnv_getToUCallBack(void) {}
void ucnv_getFromUCallBack(void) {}
void ucnv_setToUCallBack(void) {}
void ucnv_setFromUCallBack(void) {}
void ucnv_cbToUWriteUChars(void) {}
void ucnv_cbFromUWriteUChars(void) {}
void ucnv_toUnicode(void) {}
void ucnv_fromUnicode(void) {}
int ucnv_toUCountPending(P c, int *status) { (void)c; *status = 1; return 0; }
int ucnv_fromUCountPending(P c, int *status) { (void)c; *status = 1; return 0; }
const char *ucnv_getStandardName(const char *a, const char *b, int *status) { (void)a; (void)b; *status = 1; return 0; }
const char *ucnv_getAvailableName(int n) { (void)n; return 0; }
int ucnv_countAvailable(void) { return 0; }
int __stdcall DllMainCRTStartup(void) { return 1; }
