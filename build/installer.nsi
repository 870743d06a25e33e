; LSV Desk for Windows: Setup.exe, in Thai, for one user or for the whole PC. Saved as UTF-8.
;
;   makensis -DVERSION=0.1.0 -DPROGRAM=<folder of the packaged program> -DOUT=<Setup.exe> installer.nsi
;
; Silent, for the province's IT:   LSV-Desk-Setup.exe /S /AllUsers      (or /CurrentUser; /D=C:\folder comes last)
;                                  uninstall.exe /S
; Exit codes: 0 done, 2 not installed, 3 Windows too old or not 64 bits, 4 the program is running.
;
; The office's data lies in the user's own folder (%LOCALAPPDATA%\LSV Desk), never here: installing, upgrading and uninstalling leave it as
; it is. A register of an older version is copied and then brought up to date by the program itself, when it is opened.

Unicode True
Target amd64-unicode
!ifdef FAST
  SetCompressor zlib            ; for trials: a minute less
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif

!define NAME "LSV Desk"
!define COMPANY "LSV Desk"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\LSV Desk"
!define OLDEST_BUILD 17763      ; Windows 10 version 1809, the oldest Qt 6.11 starts on
!define EXIT_TOO_OLD 3
!define EXIT_RUNNING 4

Name "${NAME}"
BrandingText "${NAME} ${VERSION}"
OutFile "${OUT}"
ManifestSupportedOS all
ManifestDPIAware true
DirText "" "" "เลือก…"
SpaceTexts "ใช้พื้นที่ " "มีพื้นที่ว่าง "
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
VIAddVersionKey /LANG=1054 "ProductName" "${NAME}"
VIAddVersionKey /LANG=1054 "CompanyName" "${COMPANY}"
VIAddVersionKey /LANG=1054 "FileDescription" "ตัวติดตั้ง ${NAME}"
VIAddVersionKey /LANG=1054 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1054 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1054 "LegalCopyright" "MIT License"

; --- for one user, or for all -----------------------------------------------------------------------------------------------------------
!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_DEFAULT_CURRENTUSER
!define MULTIUSER_INSTALLMODE_INSTDIR "${NAME}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "${UNINSTALL_KEY}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "UninstallString"
!define MULTIUSER_INSTALLMODE_FUNCTION ChooseFolder
!define MULTIUSER_TEXT_INSTALLMODE_TITLE "เลือกผู้ใช้โปรแกรม"
!define MULTIUSER_TEXT_INSTALLMODE_SUBTITLE "ติดตั้งเฉพาะผู้ใช้คนนี้ หรือทุกคนที่ใช้เครื่องนี้"
!define MULTIUSER_INNERTEXT_INSTALLMODE_TOP "เลือกว่าจะติดตั้งให้ใครใช้"
!define MULTIUSER_INNERTEXT_INSTALLMODE_ALLUSERS "ทุกคนที่ใช้เครื่องนี้"
!define MULTIUSER_INNERTEXT_INSTALLMODE_CURRENTUSER "เฉพาะข้าพเจ้า"
!define MULTIUSER_INSTALLMODEPAGE_TEXT_TOP "เลือกว่าจะติดตั้งให้ใครใช้ การติดตั้งให้ทุกคนต้องใช้สิทธิ์ผู้ดูแลเครื่อง ข้อมูลของสำนักงานเก็บแยกไว้ในโฟลเดอร์ของผู้ใช้แต่ละคน"
!define MULTIUSER_INSTALLMODEPAGE_TEXT_ALLUSERS "ทุกคนที่ใช้เครื่องนี้"
!define MULTIUSER_INSTALLMODEPAGE_TEXT_CURRENTUSER "เฉพาะข้าพเจ้า"
!include MultiUser.nsh
!include MUI2.nsh
!include WinVer.nsh
!include x64.nsh
!include FileFunc.nsh

; --- pages ------------------------------------------------------------------------------------------------------------------------------
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEFINISHPAGE_BITMAP "installer-side.bmp"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "installer-side.bmp"
!define MUI_HEADERIMAGE
!define MUI_HEADERIMAGE_RIGHT
!define MUI_HEADERIMAGE_BITMAP "installer-head.bmp"
!define MUI_WELCOMEPAGE_TITLE "ติดตั้ง ${NAME} รุ่น ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "${NAME} คือโปรแกรมงานเคาน์เตอร์ขององค์กรปกครองส่วนท้องถิ่น: รับคำขอ รับเงิน ออกใบเสร็จ ออกใบอนุญาต และทำรายงานประจำเดือน ใช้ได้โดยไม่ต้องต่ออินเทอร์เน็ต$\r$\n$\r$\nหากเครื่องนี้มี ${NAME} รุ่นเดิมอยู่แล้ว กรุณาปิดโปรแกรมก่อน ตัวติดตั้งจะเปลี่ยนเป็นรุ่นใหม่ให้ โดยไม่แตะต้องข้อมูลของสำนักงาน เมื่อเปิดครั้งแรก โปรแกรมจะสำเนาทะเบียนเดิมไว้ แล้วจึงปรับให้ใช้กับรุ่นใหม่$\r$\n$\r$\nกด ต่อไป เพื่อเริ่ม"
!define MUI_FINISHPAGE_RUN "$INSTDIR\lsvdesk-window.exe"
!define MUI_FINISHPAGE_RUN_TEXT "เปิด ${NAME} ทันที"
!define MUI_FINISHPAGE_TITLE "ติดตั้ง ${NAME} เรียบร้อยแล้ว"
!define MUI_FINISHPAGE_TEXT "เปิดโปรแกรมได้จากเมนูเริ่มหรือไอคอนบนหน้าจอ$\r$\n$\r$\nกด เสร็จสิ้น เพื่อปิดตัวติดตั้ง"
!define MUI_FINISHPAGE_BUTTON "เสร็จสิ้น"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!define MUI_PAGE_HEADER_TEXT "โฟลเดอร์ของโปรแกรม"
!define MUI_PAGE_HEADER_SUBTEXT "ปกติไม่ต้องเปลี่ยน"
!define MUI_DIRECTORYPAGE_TEXT_TOP "โปรแกรมจะติดตั้งลงในโฟลเดอร์นี้ หากต้องการเปลี่ยน กด เลือก ข้อมูลของสำนักงานไม่ได้เก็บในโฟลเดอร์นี้"
!define MUI_DIRECTORYPAGE_TEXT_DESTINATION "โฟลเดอร์ของโปรแกรม"
!insertmacro MUI_PAGE_DIRECTORY
!define MUI_PAGE_HEADER_TEXT "สิ่งที่จะติดตั้ง"
!define MUI_PAGE_HEADER_SUBTEXT "เลือกแล้วกด ติดตั้ง"
!define MUI_COMPONENTSPAGE_NODESC
!define MUI_COMPONENTSPAGE_TEXT_TOP "ทำเครื่องหมายหน้าสิ่งที่ต้องการ แล้วกด ติดตั้ง"
!define MUI_COMPONENTSPAGE_TEXT_COMPLIST "สิ่งที่จะติดตั้ง:"
!insertmacro MUI_PAGE_COMPONENTS
!define MUI_PAGE_HEADER_TEXT "กำลังติดตั้ง"
!define MUI_PAGE_HEADER_SUBTEXT "กรุณารอสักครู่"
!define MUI_INSTFILESPAGE_FINISHHEADER_TEXT "ติดตั้งเรียบร้อยแล้ว"
!define MUI_INSTFILESPAGE_FINISHHEADER_SUBTEXT " "
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!define MUI_PAGE_HEADER_TEXT "ถอนโปรแกรม ${NAME}"
!define MUI_PAGE_HEADER_SUBTEXT "ข้อมูลของสำนักงานจะยังอยู่"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "โปรแกรมจะถูกถอนออกจากเครื่องนี้ ส่วนข้อมูลของสำนักงาน (ทะเบียน เอกสารที่ออก และสำเนาสำรอง) จะยังอยู่ครบถ้วนในโฟลเดอร์ $LOCALAPPDATA\LSV Desk และในโฟลเดอร์อื่นที่สำนักงานเลือกไว้"
!insertmacro MUI_UNPAGE_CONFIRM
!define MUI_PAGE_HEADER_TEXT "กำลังถอนโปรแกรม"
!define MUI_PAGE_HEADER_SUBTEXT "กรุณารอสักครู่"
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Thai"

LangString TOO_OLD ${LANG_THAI} "${NAME} ใช้ได้กับ Windows 10 รุ่น 1809 (ตุลาคม 2561) ขึ้นไป หรือ Windows 11 แบบ 64 บิต$\r$\n$\r$\nเครื่องนี้เป็น Windows รุ่นเก่ากว่านั้น จึงยังไม่ได้ติดตั้ง กรุณาปรับปรุง Windows หรือใช้เครื่องที่ใหม่กว่า"
LangString RUNNING ${LANG_THAI} "${NAME} กำลังเปิดอยู่บนเครื่องนี้ (หรือผู้ใช้คนอื่นของเครื่องเปิดค้างไว้)$\r$\n$\r$\nกรุณาปิดหน้าต่างโปรแกรมก่อน แล้วกด ลองอีกครั้ง (Retry)"
LangString NO_ROOM ${LANG_THAI} "ติดตั้งไม่สำเร็จ เพราะเขียนแฟ้มลงโฟลเดอร์นี้ไม่ได้ครบ$\r$\n$\r$\n$INSTDIR$\r$\n$\r$\nกรุณาตรวจสอบที่ว่างของดิสก์และสิทธิ์เขียนของโฟลเดอร์ แล้วติดตั้งใหม่ โปรแกรมรุ่นเดิม (ถ้ามี) และข้อมูลของสำนักงานไม่ถูกแก้ไข"
LangString KEPT ${LANG_THAI} "ถอนโปรแกรมแล้ว ข้อมูลของสำนักงานยังอยู่ครบถ้วนที่$\r$\n$\r$\n$LOCALAPPDATA\LSV Desk$\r$\n$\r$\nหากติดตั้งโปรแกรมใหม่จะใช้ต่อได้ทันที กรุณาอย่าลบโฟลเดอร์นี้จนกว่าจะสำเนาไว้ที่อื่นแล้ว"
LangString PROGRAM_SECTION ${LANG_THAI} "โปรแกรม (จำเป็น)"
LangString DESKTOP_SECTION ${LANG_THAI} "ไอคอนบนหน้าจอ"
LangString SHORTCUT_ABOUT ${LANG_THAI} "งานเคาน์เตอร์ขององค์กรปกครองส่วนท้องถิ่น"

; --- before anything is touched ---------------------------------------------------------------------------------------------------------
Var FolderNamed                   ; by /D=

Function .onInit
  SetRegView 64
  StrCpy $FolderNamed $INSTDIR
  ${IfNot} ${RunningX64}
    Goto too_old
  ${EndIf}
  ${If} ${AtLeastWin10}
    ${WinVerGetBuild} $0
    ${If} $0 >= ${OLDEST_BUILD}
      Goto new_enough
    ${EndIf}
  ${EndIf}
  too_old:
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    SetErrorLevel ${EXIT_TOO_OLD}
    Quit
  new_enough:
  !insertmacro MULTIUSER_INIT
FunctionEnd

; %LOCALAPPDATA%\LSV Desk is the office's data: the program of one user goes to Programs, as Windows has it. An installation that is there
; is upgraded where it is, and a folder named with /D is kept.
Function ChooseFolder
  ReadRegStr $0 SHCTX "${UNINSTALL_KEY}" "InstallLocation"
  ${If} $0 != ""
    StrCpy $INSTDIR $0
  ${ElseIf} $MultiUser.InstallMode == "CurrentUser"
    StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${NAME}"
  ${EndIf}
  ${If} $FolderNamed != ""
    StrCpy $INSTDIR $FolderNamed
  ${EndIf}
FunctionEnd

!macro WaitUntilClosed
  !define ID ${__LINE__}
  again_${ID}:
  ${If} ${FileExists} "$INSTDIR\lsvdesk-window.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\lsvdesk-window.exe" a   ; a running program cannot be opened for writing
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY again_${ID}
      SetErrorLevel ${EXIT_RUNNING}
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
  !undef ID
!macroend

; --- installing -------------------------------------------------------------------------------------------------------------------------
Section "$(PROGRAM_SECTION)" MAIN
  SectionIn RO
  !insertmacro WaitUntilClosed

  ; the new one is unpacked beside the old one and takes its place only when it is whole
  RMDir /r "$INSTDIR\_new"
  SetOutPath "$INSTDIR\_new"
  ClearErrors
  File /r "${PROGRAM}/*.*"
  SetOutPath "$INSTDIR"
  ${If} ${Errors}
    Goto failed
  ${EndIf}
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\lsvdesk.exe"
  Delete "$INSTDIR\lsvdesk-window.exe"
  ClearErrors
  Rename "$INSTDIR\_new\_internal" "$INSTDIR\_internal"
  Rename "$INSTDIR\_new\lsvdesk.exe" "$INSTDIR\lsvdesk.exe"
  Rename "$INSTDIR\_new\lsvdesk-window.exe" "$INSTDIR\lsvdesk-window.exe"
  ${If} ${Errors}
    Goto failed
  ${EndIf}
  RMDir "$INSTDIR\_new"
  Goto unpacked
  failed:
    RMDir /r "$INSTDIR\_new"
    MessageBox MB_OK|MB_ICONSTOP "$(NO_ROOM)" /SD IDOK
    SetErrorLevel 2
    Abort
  unpacked:

  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\lsvdesk-window.exe" "" "$INSTDIR\lsvdesk-window.exe" 0 SW_SHOWNORMAL "" "$(SHORTCUT_ABOUT)"

  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\lsvdesk-window.exe"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "Publisher" "${COMPANY}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode /S'
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "EstimatedSize" $0
SectionEnd

Section "$(DESKTOP_SECTION)" DESKTOP_ICON
  CreateShortCut "$DESKTOP\${NAME}.lnk" "$INSTDIR\lsvdesk-window.exe" "" "$INSTDIR\lsvdesk-window.exe" 0 SW_SHOWNORMAL "" "$(SHORTCUT_ABOUT)"
SectionEnd

; --- uninstalling: only what was installed, never the office's data ---------------------------------------------------------------------
Function un.onInit
  SetRegView 64
  !insertmacro MULTIUSER_UNINIT
FunctionEnd

Section "Uninstall"
  !insertmacro WaitUntilClosed
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\_new"
  Delete "$INSTDIR\lsvdesk.exe"
  Delete "$INSTDIR\lsvdesk-window.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"               ; goes only when nothing of anybody else is in it
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  DeleteRegKey SHCTX "${UNINSTALL_KEY}"
  MessageBox MB_OK|MB_ICONINFORMATION "$(KEPT)" /SD IDOK
SectionEnd
