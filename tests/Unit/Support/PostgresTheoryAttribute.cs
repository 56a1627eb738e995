namespace CxOne.Tests.Support;

/// <summary>A theory with a PostgreSQL server. It is skipped with a reason if PostgreSQL is not installed.</summary>
internal sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute()
    {
        Skip = new PostgresFactAttribute().Skip;
    }
}
