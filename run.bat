@echo off
rem Starts the app on Windows: creates .venv on the first run, then opens http://localhost:8501
cd /d "%~dp0"
if not exist .venv\Scripts\python.exe (
    py -3 -m venv .venv || python -m venv .venv || goto :nopython
    .venv\Scripts\python -m pip install --quiet --upgrade pip
    .venv\Scripts\python -m pip install --quiet -r requirements.txt || goto :failed
)
.venv\Scripts\streamlit run app.py --server.port 8501
goto :eof
:nopython
echo Python 3.11 or newer is needed: https://www.python.org/downloads/
exit /b 1
:failed
echo Installing the requirements failed. Check the network and run this file again.
exit /b 1
