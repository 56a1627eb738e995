#!/bin/sh
# Installs the nightly tuning on a Linux machine with systemd 250 or later: copies the module, the samples and the units, and creates the
# folder of the inputs. Run it as root from a clone after ./build.sh Build. It may be run again: inputs that exist are kept.
#
#   sudo samples/install-systemd.sh
#
# Afterwards:
#   1. Fill in /etc/cxone/tuning.psd1, and copy the three CSV files that it names to /etc/cxone.
#   2. Fill in /etc/cxone/tuning.env: CXONE_CLIENT_ID and CXONE_BASE_URL.
#   3. Store the secret, which only this machine can decrypt:
#        systemd-ask-password -n 'CXone client secret:' | systemd-creds encrypt --name=cxone-secret - /etc/cxone/secret.cred
#   4. Try it without writing: tuning.env has CXONE_TUNING_STAGE=Simulate.
#        systemctl start cxone-tuning.service; systemctl status cxone-tuning.service; journalctl -u cxone-tuning.service -n 50
#   5. Set CXONE_TUNING_STAGE=Tune and start the timer:
#        systemctl enable --now cxone-tuning.timer; systemctl list-timers cxone-tuning.timer
#
# DESTDIR is put before every path, for an image or a test; PWSH is the PowerShell to use.
set -eu
samples=$(cd "$(dirname "$0")" && pwd)
module=$samples/../out/CxOne
root=${DESTDIR:-}

fail() { echo "$1" >&2; exit 2; }

[ -f "$module/CxOne.psd1" ] || fail "There is no built module in $module. Run ./build.sh Build first."
pwsh=${PWSH:-$(command -v pwsh || true)}
[ -n "$pwsh" ] || fail 'There is no pwsh on PATH. Install PowerShell 7.6 (https://aka.ms/install-powershell), or set PWSH to its path.'
pwsh=$(realpath "$pwsh")
case $pwsh in
    /root/* | /home/*) fail "$pwsh is in a home folder, which the service cannot read. Install PowerShell for all users, or set PWSH." ;;
esac
# A folder on the way that only root can enter would stop the service, which runs as a user of its own.
folder=$(dirname "$pwsh")
while [ "$folder" != / ]; do
    case $(stat -c %A "$folder") in *[xt]) ;; *) fail "$folder is not accessible for other users, so the service cannot start $pwsh." ;; esac
    folder=$(dirname "$folder")
done

umask 022
modules=$root/usr/local/share/powershell/Modules/CxOne
rm -rf "$modules" "$root/opt/cxone/samples"
mkdir -p "$modules" "$root/opt/cxone/samples" "$root/etc/cxone" "$root/etc/systemd/system"
cp -R "$module/." "$modules"
cp "$samples/nightly-tuning.ps1" "$samples/PwshCommand.psm1" "$root/opt/cxone/samples"
chmod -R a+rX "$modules" "$root/opt/cxone"

# The service reads inputs as a user of its own; only root can change them.
[ -e "$root/etc/cxone/tuning.psd1" ] || cp "$samples/tuning.psd1" "$root/etc/cxone/tuning.psd1"
chmod 644 "$root/etc/cxone/tuning.psd1"
if [ ! -e "$root/etc/cxone/tuning.env" ]; then
    printf '%s\n' '# Read by systemd. The secret is in secret.cred, not here.' 'CXONE_CLIENT_ID=' 'CXONE_BASE_URL=' \
        '# Simulate writes nothing; Tune writes.' 'CXONE_TUNING_STAGE=Simulate' > "$root/etc/cxone/tuning.env"
    chmod 600 "$root/etc/cxone/tuning.env"
fi

# The unit names the pwsh of this machine.
sed "s|^ExecStart=/usr/bin/pwsh |ExecStart=$pwsh |" "$samples/cxone-tuning.service" > "$root/etc/systemd/system/cxone-tuning.service"
cp "$samples/cxone-tuning.timer" "$root/etc/systemd/system/cxone-tuning.timer"
systemd-analyze verify "$root/etc/systemd/system/cxone-tuning.service" "$root/etc/systemd/system/cxone-tuning.timer"
if [ -z "$root" ] && [ -d /run/systemd/system ]; then systemctl daemon-reload; fi
echo "Installed with $pwsh. Next: fill in /etc/cxone/tuning.psd1 and /etc/cxone/tuning.env, and store the secret (see the head of $0)."
