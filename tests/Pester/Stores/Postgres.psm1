Set-StrictMode -Version Latest

# The folder of the programs of PostgreSQL 14 or later; nothing if it is not installed.
function Get-PostgresPath {
    if (-not $IsLinux) { return }
    Get-ChildItem /usr/lib/postgresql/*/bin/initdb -ErrorAction Ignore | ForEach-Object { $_.Directory } |
        Where-Object { [int]$_.Parent.Name -ge 14 } | Sort-Object { [int]$_.Parent.Name } | Select-Object -Last 1 -ExpandProperty FullName
}

# A server of its own in a temporary folder, reached over its socket, as a user that is not root.
function Start-Postgres {
    $folder = [IO.Directory]::CreateTempSubdirectory('cxone-pg-').FullName
    $account = (Select-String -Path /etc/passwd -Pattern '^postgres:' -Quiet) ? 'postgres' : 'nobody'
    $isRoot = (id -u) -eq '0'
    if ($isRoot) { chown $account $folder; chmod 755 $folder }
    $server = [pscustomobject]@{ Folder = $folder; As = $isRoot ? @('runuser', '-u', $account, '--') : @(); Path = Get-PostgresPath; Count = 0 }
    Invoke-Postgres $server initdb -D "$folder/data" -U postgres -A trust -E UTF8 --no-sync
    Invoke-Postgres $server pg_ctl -D "$folder/data" -l "$folder/log" -o "-h '' -k $folder" -w start
    $server
}

# A simple function, so that the options of the program are no parameters: they are in $args.
function Invoke-Postgres($Server, $Program) {
    $command = @($Server.As) + "$($Server.Path)/$Program" + $args
    # A server that is started inherits the streams, so they must not be pipes of this process.
    sh -c 'cd / && exec "$@" </dev/null >/dev/null 2>&1' sh @command
    if ($LASTEXITCODE) { throw "$Program ended with $LASTEXITCODE." }
}

function Stop-Postgres {
    param($Server)
    if ($Server) {
        try { Invoke-Postgres $Server pg_ctl -D "$($Server.Folder)/data" -m immediate -w stop } catch { Write-Debug "$_" }
        Remove-Item $Server.Folder -Recurse -Force
    }
}

# A new database, and the connection string of its superuser.
function New-PostgresDatabase {
    param($Server)
    $Server.Count++
    Invoke-Postgres $Server createdb -h $Server.Folder -U postgres "db$($Server.Count)"
    "Host=$($Server.Folder);Database=db$($Server.Count);Username=postgres"
}

function Invoke-PostgresSql {
    param($Server, [string] $Store, [string] $Sql)
    Invoke-Postgres $Server psql -X -v ON_ERROR_STOP=1 -h $Server.Folder -U postgres -d ($Store -replace '.*Database=(\w+).*', '$1') -c $Sql
}

# Holds the session that appends an audit record for which a condition is true, until the server ends. The job that is returned ends with
# the text "reached" when the session is there: the server writes it to a pipe.
function Start-PostgresGate {
    param($Server, [string] $Store, [string] $Condition)
    $pipe = "$($Server.Folder)/gate"
    mkfifo -m 666 $pipe
    Invoke-PostgresSql $Server $Store @"
CREATE FUNCTION public.gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS `$`$
BEGIN
    COPY (SELECT 'reached') TO '$pipe';
    PERFORM pg_sleep(600);
    RETURN NEW;
END `$`$;
CREATE TRIGGER gate BEFORE UPDATE ON cxone.audit_head FOR EACH ROW WHEN ($Condition) EXECUTE FUNCTION public.gate()
"@
    Start-ThreadJob { [IO.File]::ReadAllText($using:pipe) }
}

function Stop-PostgresGate {
    param($Server, [string] $Store, $Job)
    # Ends a job that still waits for the other end of the pipe.
    sh -c 'echo end 1<>"$1"' sh "$($Server.Folder)/gate"
    Remove-Job $Job -Force
    Invoke-PostgresSql $Server $Store 'DROP TRIGGER gate ON cxone.audit_head; DROP FUNCTION public.gate()'
}

Export-ModuleMember -Function Get-PostgresPath, Start-Postgres, Stop-Postgres, New-PostgresDatabase, Invoke-Postgres, Start-PostgresGate,
    Stop-PostgresGate
