using System.Net.Sockets;
using System.Security.Authentication;
using CxOne.Errors;
using Npgsql;

namespace CxOne.Store;

/// <summary>Converts exceptions of the database driver. Its texts contain no password; the causes are not passed on.</summary>
internal static class StoreErrors
{
    // The codes of the SQL files.
    private const string SchemaTooNewState = "CX001";
    private const string ClockAheadState = "CX002";
    private const string RoleUnsafeState = "CX003";
    private const string RecordTooLargeState = "CX004";

    public static bool IsOfDatabase(Exception exception)
        => exception is NpgsqlException or SocketException or IOException or TimeoutException or InvalidOperationException;

    public static CxException Translate(Exception exception, string name)
    {
        if (exception is PostgresException answer)
        {
            return Translate(answer, name);
        }

        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is AuthenticationException)
            {
                return new CxException(CxErrors.TlsFailed, StoreMessages.CertificateRefused(name, cause.Message), name);
            }
        }

        // The outer text of the driver names only the operation; the inner one names the cause.
        var innermost = exception;
        while (innermost.InnerException is { } inner)
        {
            innermost = inner;
        }

        return new CxException(CxErrors.StoreUnavailable, StoreMessages.Unavailable(name, innermost.Message), name);
    }

    private static CxException Translate(PostgresException answer, string name)
    {
        var text = answer.MessageText;
        return answer.SqlState switch
        {
            ['2', '8', ..] or PostgresErrorCodes.InsufficientPrivilege
                => new CxException(CxErrors.StoreAccessDenied, StoreMessages.AccessDenied(name, text), name),
            PostgresErrorCodes.InvalidCatalogName
                => new CxException(CxErrors.StoreInvalid, StoreMessages.DatabaseMissing(name, text), name),
            PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedFunction
                => new CxException(CxErrors.StoreNotInitialized, StoreMessages.NotInitialized(name, text), name),
            SchemaTooNewState => new CxException(CxErrors.StoreSchemaTooNew, StoreMessages.Refused(name, text), name),
            ClockAheadState => new CxException(CxErrors.StoreClockAhead, StoreMessages.Refused(name, text), name),
            RoleUnsafeState => new CxException(CxErrors.StoreRoleUnsafe, StoreMessages.Refused(name, text), name),
            RecordTooLargeState => new CxException(CxErrors.AuditRecordTooLarge, StoreMessages.Refused(name, text), name),
            PostgresErrorCodes.InvalidParameterValue => new CxException(CxErrors.ParameterInvalid, StoreMessages.Refused(name, text), name),
            _ => new CxException(CxErrors.StoreUnavailable, StoreMessages.Failed(name, text, answer.SqlState), name),
        };
    }
}
