/* Starts the program: loads the interpreter from the folder "lib" beside it and hands over the arguments.
   Built twice: without a console for people, with one (-DCONSOLE) for the command line. */
#include <windows.h>
#include <shellapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#define LONGEST 32768
#define TITLE L"Briefing App"

typedef int (*Run)(int, wchar_t **);

/* Loaded in this order, so that each finds what it asks for, from this folder and no other. */
static const wchar_t *LIBRARIES[] = {L"vcruntime140.dll", L"vcruntime140_1.dll", L"python313.dll", L"python3.dll"};

static wchar_t folder[LONGEST], path[LONGEST], words[LONGEST + 200];

static int complain(const wchar_t *what) {
  swprintf(words, sizeof words / sizeof *words,
           L"%ls is missing or damaged. Install the program again, or unpack the archive again, all of it.", what);
#ifdef CONSOLE
  static char told[4 * LONGEST]; /* by hand: the C library stops at the first letter that its language lacks */
  if (WideCharToMultiByte(CP_UTF8, 0, words, -1, told, sizeof told, NULL, NULL)) fprintf(stderr, "%s\n", told);
#else
  MessageBoxW(NULL, words, TITLE, MB_ICONERROR);
#endif
  return 1;
}

static int start(int argc, wchar_t **argv) {
  DWORD length = GetModuleFileNameW(NULL, folder, LONGEST);
  wchar_t *last = wcsrchr(folder, L'\\');
  if (!length || length == LONGEST || !last) return complain(L"The folder of the program");
  *last = 0;
  /* Libraries are looked for here and in the system's folder, never where the program happens to be started. */
  SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_APPLICATION_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32 |
                           LOAD_LIBRARY_SEARCH_USER_DIRS);
  swprintf(path, LONGEST, L"%ls\\lib", folder);
  AddDllDirectory(path);
  HMODULE python = NULL;
  for (size_t n = 0; n < sizeof LIBRARIES / sizeof *LIBRARIES; n++) {
    swprintf(path, LONGEST, L"%ls\\lib\\%ls", folder, LIBRARIES[n]);
    HMODULE loaded = LoadLibraryExW(path, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    if (!loaded) return complain(path);
    if (n == 2) python = loaded;
  }
  Run run = (Run)(void *)GetProcAddress(python, "Py_Main");
  if (!run) return complain(L"lib\\python313.dll");
  swprintf(path, LONGEST, L"%ls\\lib\\start.pyc", folder);
  if (GetFileAttributesW(path) == INVALID_FILE_ATTRIBUTES) return complain(path);
  wchar_t **handed = calloc(argc + 4, sizeof *handed);
  if (!handed) return 1;
  int count = 0;
  handed[count++] = argv[0];
  handed[count++] = L"-X";
  handed[count++] = L"utf8"; /* what is sent to a file or another program is UTF-8, whatever the machine's language */
  handed[count++] = path;
  for (int n = 1; n < argc; n++) handed[count++] = argv[n];
  return run(count, handed);
}

#ifdef CONSOLE
int wmain(int argc, wchar_t **argv) { return start(argc, argv); }
#else
int WINAPI wWinMain(HINSTANCE self, HINSTANCE before, wchar_t *line, int show) {
  int argc;
  wchar_t **argv = CommandLineToArgvW(GetCommandLineW(), &argc);
  (void)self, (void)before, (void)line, (void)show;
  return argv ? start(argc, argv) : 1;
}
#endif
