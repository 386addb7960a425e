; The installer: for one person without rights, or with /AllUsers for the whole machine; /S asks nothing.
; Whatever goes wrong is one sentence (with /S in %TEMP%\briefing-app-setup.txt) and an exit code of its own,
; and what was installed before is as it was.
Target amd64-unicode ; a 32-bit installer would need 32-bit parts of Windows
Unicode true
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"
!include "WordFunc.nsh"
!include "x64.nsh"

!define TITLE "Briefing App"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\BriefingApp"
!define FAILED 2
!define RUNNING 3
!define NO_ROOM 4
!define NEWER 5
!define OTHERS 6
!define NO_RIGHT 7
!define TOO_OLD 8

Name "${TITLE}"
OutFile "${OUT}"
RequestExecutionLevel user
!ifdef QUICK
SetCompressor zlib
!else
SetCompressor /SOLID lzma
SetCompressorDictSize 64
!endif
SetDateSave on
CRCCheck force
AllowSkipFiles off
ManifestSupportedOS Win10
ManifestDPIAware true
ManifestLongPathAware true
BrandingText "${TITLE} ${VERSION}"
VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "${TITLE}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Installs ${TITLE}"
VIAddVersionKey "CompanyName" "${TITLE}"
VIAddVersionKey "LegalCopyright" "MIT, CC BY 4.0 and OFL 1.1; see LICENSE.txt"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\briefing-app.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Open ${TITLE}"
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Var Words
Var Usual ; where it goes if nobody says otherwise
Var Made ; the folder that is filled before it takes its place

; Says a sentence, leaves it for whoever started the installer silently, and ends with a code.
!macro Refuse un
Function ${un}Refuse
  Pop $R0
  SetErrorLevel $R0
  FileOpen $R1 "$TEMP\briefing-app-setup.txt" w
  FileWriteUTF16LE /BOM $R1 "$Words$\r$\n"
  FileClose $R1
  MessageBox MB_OK|MB_ICONSTOP "$Words" /SD IDOK
  ${If} $Made != ""
    SetOutPath "$TEMP"
    RMDir /r "$Made"
  ${EndIf}
  Quit
FunctionEnd

; A program that runs cannot be replaced: the person closes it, or the installer goes.
Function ${un}RequireClosed
  again:
  StrCpy $R2 0
  ${If} ${FileExists} "$INSTDIR\briefing-app.exe"
    ClearErrors
    FileOpen $R1 "$INSTDIR\briefing-app.exe" a
    ${If} ${Errors} ; asked once: asking takes the mark away
      StrCpy $R2 1
    ${Else}
      FileClose $R1
    ${EndIf}
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\lib\python313.dll"
    ClearErrors
    FileOpen $R1 "$INSTDIR\lib\python313.dll" a
    ${If} ${Errors}
      StrCpy $R2 1
    ${Else}
      FileClose $R1
    ${EndIf}
  ${EndIf}
  ${If} $R2 == 1
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${TITLE} is running. Close it, then press Retry." /SD IDCANCEL IDRETRY again
    StrCpy $Words "${TITLE} is running, or this account may not write in $INSTDIR. Nothing was changed; close it and try again."
    Push ${RUNNING}
    Call ${un}Refuse
  ${EndIf}
FunctionEnd
!macroend
!insertmacro Refuse ""
!insertmacro Refuse "un."

!macro Refused code words
  StrCpy $Words "${words}"
  Push ${code}
  Call Refuse
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    !insertmacro Refused ${TOO_OLD} "${TITLE} needs Windows 10 or 11 with 64 bits. Nothing was installed."
  ${EndIf}
  SetRegView 64
  StrCpy $Usual "$LOCALAPPDATA\Programs\${TITLE}"
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/AllUsers" $R1
  ${IfNot} ${Errors}
    UserInfo::GetAccountType
    Pop $R1
    ${If} $R1 != "Admin"
      !insertmacro Refused ${NO_RIGHT} "To install for all users, start the installer as an administrator. Nothing was installed."
    ${EndIf}
    SetShellVarContext all
    StrCpy $Usual "$PROGRAMFILES64\${TITLE}"
  ${EndIf}
  ${If} $INSTDIR == "" ; nobody said /D=
    ReadRegStr $INSTDIR SHCTX "${UNINSTALL}" "InstallLocation"
  ${EndIf}
  ${If} $INSTDIR == ""
    StrCpy $INSTDIR $Usual
  ${EndIf}
FunctionEnd

; The disk must hold the new program beside the old one, and the unpacked data while they are taken apart.
; /NoRoomCheck is for shares that tell their free room wrong.
Function RequireRoom
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/NoRoomCheck" $R1
  ${IfNot} ${Errors}
    Return
  ${EndIf}
  ${GetRoot} "$INSTDIR" $R0
  ${GetRoot} "$TEMP" $R1
  StrCpy $R2 ${MEGABYTES}
  ${If} $R0 == $R1
    IntOp $R2 $R2 * 2
  ${Else}
    ClearErrors
    ${DriveSpace} "$R1\" "/D=F /S=M" $R3
    ${IfNot} ${Errors}
    ${AndIf} $R3 < ${MEGABYTES}
      !insertmacro Refused ${NO_ROOM} "There is too little room on $R1, where Windows keeps temporary files: ${MEGABYTES} MB are needed, $R3 MB are free. Nothing was installed; free some and try again."
    ${EndIf}
  ${EndIf}
  ClearErrors
  ${DriveSpace} "$R0\" "/D=F /S=M" $R3
  ${IfNot} ${Errors}
  ${AndIf} $R3 < $R2
    !insertmacro Refused ${NO_ROOM} "There is too little room on $R0: $R2 MB are needed, $R3 MB are free. Nothing was installed; free some and try again."
  ${EndIf}
FunctionEnd

; A folder of somebody else's files is none to be replaced.
Function RequireOwnFolder
  ${If} ${FileExists} "$INSTDIR\*.*"
  ${AndIfNot} ${FileExists} "$INSTDIR\lib\files.txt"
    ${DirState} "$INSTDIR" $R0
    ${If} $R0 != 0
      !insertmacro Refused ${OTHERS} "The folder $INSTDIR holds other files. Nothing was installed; choose an empty folder or a new one."
    ${EndIf}
  ${EndIf}
FunctionEnd

Function RequireNewer
  ReadRegStr $R0 SHCTX "${UNINSTALL}" "DisplayVersion"
  ${If} $R0 != ""
    ${VersionCompare} "$R0" "${VERSION}" $R1
    ${If} $R1 == 1
      MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "Version $R0 is installed, which is newer than ${VERSION}. Replace it with the older one?" /SD IDNO IDYES on
      !insertmacro Refused ${NEWER} "Version $R0 is installed, which is newer than ${VERSION}. Nothing was changed; uninstall it first to go back."
      on:
    ${EndIf}
  ${EndIf}
FunctionEnd

; What the person keeps beside the program (a portable profile, for instance) comes along.
Function KeepOthers
  FindFirst $R0 $R1 "$INSTDIR.old\*.*"
  ${DoWhile} $R1 != ""
    ${If} $R1 != "."
    ${AndIf} $R1 != ".."
    ${AndIfNot} ${FileExists} "$INSTDIR\$R1"
      Rename "$INSTDIR.old\$R1" "$INSTDIR\$R1"
    ${EndIf}
    FindNext $R0 $R1
  ${Loop}
  FindClose $R0
FunctionEnd

Section
  Call RequireOwnFolder
  Call RequireNewer
  Call RequireClosed
  Call RequireRoom
  StrCpy $Made "$INSTDIR.new"
  RMDir /r "$Made"
  ClearErrors
  SetOutPath "$Made"
  ${If} ${Errors}
    !insertmacro Refused ${NO_RIGHT} "This account may not write in $Made. Nothing was installed; choose another folder."
  ${EndIf}
  File /r "${FOLDER}\*"
  WriteUninstaller "$Made\uninstall.exe"
  ${If} ${Errors}
    !insertmacro Refused ${FAILED} "The files could not be written. Nothing was installed; free some room and try again."
  ${EndIf}
  SetOutPath "$TEMP" ; a folder that is somebody's current one cannot be renamed
  RMDir "$INSTDIR"   ; where it is empty
  RMDir /r "$INSTDIR.old"
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\*.*"
    Rename "$INSTDIR" "$INSTDIR.old"
    ${If} ${Errors}
      !insertmacro Refused ${RUNNING} "${TITLE} or one of its files is in use. Nothing was changed; close it and try again."
    ${EndIf}
  ${EndIf}
  Rename "$Made" "$INSTDIR"
  ${If} ${Errors}
    Rename "$INSTDIR.old" "$INSTDIR"
    !insertmacro Refused ${FAILED} "The program could not be put in its place in $INSTDIR. Nothing was changed; try again."
  ${EndIf}
  StrCpy $Made ""
  ${If} ${FileExists} "$INSTDIR.old\*.*"
    Call KeepOthers
    RMDir /r "$INSTDIR.old"
  ${EndIf}

  CreateDirectory "$SMPROGRAMS"
  SetOutPath "$INSTDIR"
  CreateShortcut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\briefing-app.exe"
  SetOutPath "$TEMP"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "${TITLE}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "$INSTDIR\briefing-app.exe"
  WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "${TITLE}"
  WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD SHCTX "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1
SectionEnd

; A write that fails half-way (a full disk) ends the installer at once: the half-filled folder goes.
Function .onInstFailed
  ${If} $Made != ""
    SetOutPath "$TEMP"
    RMDir /r "$Made"
  ${EndIf}
  SetErrorLevel ${FAILED}
FunctionEnd

Function un.onInit
  SetRegView 64
  ReadRegStr $R0 HKLM "${UNINSTALL}" "InstallLocation"
  ${If} $R0 == $INSTDIR
    SetShellVarContext all
  ${EndIf}
FunctionEnd

Section "Uninstall"
  ${IfNot} ${FileExists} "$INSTDIR\lib\files.txt"
    StrCpy $Words "This is not the folder of ${TITLE}: $INSTDIR. Nothing was removed."
    Push ${OTHERS}
    Call un.Refuse
  ${EndIf}
  Call un.RequireClosed
  RMDir /r "$INSTDIR\lib"
  Delete "$INSTDIR\briefing-app.exe"
  Delete "$INSTDIR\briefing-app-cli.exe"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; stays if somebody put files of their own there
  Delete "$SMPROGRAMS\${TITLE}.lnk"
  DeleteRegKey SHCTX "${UNINSTALL}"
  SetShellVarContext current
  ${If} ${FileExists} "$LOCALAPPDATA\briefing-app\*.*"
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "Your notes and preferences lie in $LOCALAPPDATA\briefing-app. Remove them too? They cannot be brought back." /SD IDNO IDNO kept
    RMDir /r "$LOCALAPPDATA\briefing-app"
    kept:
  ${EndIf}
SectionEnd
