@echo off
rem Starts cellclass. JAVA_HOME names the Java to run on; CELLCLASS_JAVA_OPTS adds options for it,
rem and wins over those below.
setlocal

set "HOME_DIR=%~dp0.."
if not exist "%HOME_DIR%\lib\cellclass.jar" (
  echo cellclass: %HOME_DIR%\lib\cellclass.jar is missing: run 'mvn package' 1>&2
  exit /b 1
)

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo cellclass: Java 17 or later is needed; put java on the PATH or set JAVA_HOME 1>&2
  exit /b 1
)
set "MAJOR="
for /f "tokens=3" %%v in ('call "%JAVA%" -version 2^>^&1 ^| findstr /i /c:" version "') do if not defined MAJOR set "MAJOR=%%~v"
for /f "delims=.-+_ tokens=1" %%m in ("%MAJOR%") do set "MAJOR=%%m"
if %MAJOR% LSS 17 (
  echo cellclass: Java 17 or later is needed; %JAVA% is version %MAJOR% 1>&2
  exit /b 1
)

rem Waiting threads sleep: spinning ones bring a busy machine to a halt.
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=passive"
if not defined OMP_NUM_THREADS set "OMP_NUM_THREADS=%NUMBER_OF_PROCESSORS%"

rem Standard error must stay what it is here: it is what PowerShell is asked about.
set "TERMINAL=false"
where /q powershell
if not errorlevel 1 (
  for /f %%r in ('powershell -NoProfile -Command "[Console]::IsErrorRedirected"') do (
    if /i "%%r"=="False" set "TERMINAL=true"
  )
)

rem The network lives outside the heap: maxbytes bounds it, maxphysicalbytes the whole process.
"%JAVA%" -Xmx3g -Dorg.bytedeco.javacpp.maxbytes=4g -Dorg.bytedeco.javacpp.maxphysicalbytes=9g ^
  -Dorg.bytedeco.javacpp.logger=slf4j -Dfile.encoding=UTF-8 -Dcellclass.terminal=%TERMINAL% ^
  %CELLCLASS_JAVA_OPTS% -jar "%HOME_DIR%\lib\cellclass.jar" %*
exit /b %ERRORLEVEL%
