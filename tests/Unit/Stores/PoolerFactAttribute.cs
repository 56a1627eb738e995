using CxOne.Tests.Support;

namespace CxOne.Tests.Stores;

/// <summary>A test with PgBouncer. It is skipped with a reason if PgBouncer or PostgreSQL is not installed.</summary>
internal sealed class PoolerFactAttribute : FactAttribute
{
    private static readonly string[] Places = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer"];

    public PoolerFactAttribute()
    {
        if (Program is null || PostgresServer.Programs is null)
        {
            Skip = "PgBouncer or PostgreSQL is not installed (Debian: apt-get install postgresql pgbouncer).";
        }
    }

    public static string? Program { get; } = Places.FirstOrDefault(File.Exists);
}
