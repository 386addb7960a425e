# Tries the installer on a real Windows: installs, tests, exports, opens the window, uninstalls.
# powershell -ExecutionPolicy Bypass -File try.ps1 -Setup SETUP.exe [-Briefing THE-SAME-FROM-LINUX.pdf]
# Written, and not run yet by its writers; each step that fails ends it with a sentence.
param([Parameter(Mandatory)][string]$Setup, [string]$Briefing = "", [string]$Day = "2026-01-02")
$ErrorActionPreference = "Stop"
$place = Join-Path $env:LOCALAPPDATA "Programs\Briefing App"
$cli = Join-Path $place "briefing-app-cli.exe"
$profileFolder = Join-Path $env:LOCALAPPDATA "briefing-app"
$work = Join-Path $env:TEMP "briefing-app-trial"
New-Item -ItemType Directory -Force $work | Out-Null

function Run([string]$Program, [string[]]$Words, [int]$Expected = 0) {
  $ended = Start-Process -FilePath $Program -ArgumentList $Words -Wait -PassThru
  if ($ended.ExitCode -ne $Expected) { throw "$Program $Words ended with $($ended.ExitCode), not $Expected." }
}

Run $Setup @("/S")
if (-not (Test-Path $cli)) { throw "The program is not in $place." }
"installed"

& $cli self-test
if ($LASTEXITCODE) { throw "The self-test failed." }

$pdf = Join-Path $work "windows.pdf"
& $cli export $pdf --force --date $Day
if ($LASTEXITCODE) { throw "The export failed." }
if ($Briefing) {
  if ((Get-FileHash $pdf).Hash -ne (Get-FileHash $Briefing).Hash) { throw "The export differs from $Briefing." }
  "the same bytes of PDF as on Linux"
}

$text = -join [char[]](0x049A, 0x0430, 0x0437, 0x0430, 0x049B, 0x0020, 0x062F)
& $cli notes add briefing/whole --text $text
[Console]::OutputEncoding = [Text.Encoding]::UTF8
if (-not ((& $cli notes list) -join "`n").Contains($text)) { throw "Letters of other scripts do not come back." }
"letters of other scripts"

$window = Start-Process (Join-Path $place "briefing-app.exe") -PassThru
Start-Sleep 20
$window.Refresh()
if ($window.HasExited -or -not $window.MainWindowHandle) { throw "No window opened." }
Add-Type -AssemblyName System.Windows.Forms, System.Drawing
$bounds = [Windows.Forms.Screen]::PrimaryScreen.Bounds
$picture = New-Object Drawing.Bitmap $bounds.Width, $bounds.Height
[Drawing.Graphics]::FromImage($picture).CopyFromScreen($bounds.Location, [Drawing.Point]::Empty, $bounds.Size)
$picture.Save((Join-Path $work "window.png"))
Run $Setup @("/S") 3
"a program that runs is not replaced"
$window.CloseMainWindow() | Out-Null
if (-not $window.WaitForExit(20000)) { throw "The window does not close." }

Run $Setup @("/S")
"installed over itself"

Run (Join-Path $place "uninstall.exe") @("/S", "_?=$place")
Remove-Item -Force (Join-Path $place "uninstall.exe"), $place -ErrorAction SilentlyContinue
$left = @(Get-ChildItem -Recurse -File $place -ErrorAction SilentlyContinue)
if ($left) { throw "Left behind: $($left.FullName -join ', ')" }
if (Test-Path "HKCU:\Software\Microsoft\Windows\CurrentVersion\Uninstall\BriefingApp") { throw "The registry entry is left." }
if (-not (Test-Path (Join-Path $profileFolder "notes.sqlite3"))) { throw "The profile is gone." }
"uninstalled; the profile is left"
