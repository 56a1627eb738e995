namespace CxOne.Tests.Support;

/// <summary>A test with a PostgreSQL server. It is skipped with a reason if PostgreSQL is not installed.</summary>
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (PostgresServer.Programs is null)
        {
            Skip = "PostgreSQL 14 or later is not installed (Debian: apt-get install postgresql).";
        }
    }
}
