using System.Management.Automation;
using CxOne.Errors;

namespace CxOne.PowerShell.Base;

/// <summary>
/// Converts the module's exceptions to error records with a stable id, a category, the user's item and the recommended action.
/// </summary>
internal static class ErrorRecords
{
    public static ErrorRecord From(CxException exception, object? item)
        => new(exception, exception.ErrorId, Category(exception.Definition.Kind), exception.Item ?? item)
        {
            ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = exception.RecommendedAction },
        };

    /// <summary>
    /// An error about one item of many: it names the object, also where the message is about a member of it alone. The object is the one
    /// that the exception names, otherwise the item.
    /// </summary>
    public static ErrorRecord ForItem(CxException exception, object? item)
    {
        var record = From(exception, item);
        if ((exception.Item as string ?? item as string) is { Length: > 0 } name
            && !exception.Message.Contains(TerminalText.Message(name), StringComparison.Ordinal))
        {
            var isList = exception.Message.StartsWith("- ", StringComparison.Ordinal);
            record.ErrorDetails = new ErrorDetails(BaseCmdletMessages.ItemError(TerminalText.Message(name), exception.Message, isList))
            {
                RecommendedAction = exception.RecommendedAction
            };
        }

        return record;
    }

    /// <summary>Creates the error record of one of several rows. Its message begins with the row.</summary>
    public static ErrorRecord ForRow(CxException exception, string row, object? item)
    {
        var record = From(exception, item);
        record.ErrorDetails = new ErrorDetails(
            BaseCmdletMessages.RowFailed(TerminalText.Message($"{char.ToUpperInvariant(row[0])}{row[1..]}"), exception.Message))
        {
            RecommendedAction = exception.RecommendedAction
        };
        return record;
    }

    public static ErrorRecord FromUnexpected(Exception exception)
        => new(exception, CxErrors.Unexpected.Id, Category(CxErrors.Unexpected.Kind), null)
        {
            ErrorDetails = new ErrorDetails(
                TerminalText.Message(BaseCmdletMessages.Unexpected(exception.GetType().Name, exception.Message)))
            {
                RecommendedAction = CxVocabulary.Current.RecommendedAction(CxErrors.Unexpected)
            },
        };

    /// <summary>
    /// Returns the record with control characters escaped. pwsh shows the target in the line of the category. The message was escaped when
    /// it was created; the target object is not changed.
    /// </summary>
    public static ErrorRecord Shown(ErrorRecord record)
    {
        if (record.CategoryInfo.TargetName is { Length: > 0 } name)
        {
            record.CategoryInfo.TargetName = TerminalText.Message(name);
        }

        if (record.ErrorDetails?.RecommendedAction is { Length: > 0 } action)
        {
            record.ErrorDetails.RecommendedAction = TerminalText.Message(action);
        }

        return record;
    }

    /// <summary>
    /// Returns whether the cmdlet ends at once, because each further item would fail in the same way or could not be recorded. A change
    /// that was made but not recorded does not end it, because the caller would lose its result; the next item fails when it cannot be
    /// recorded.
    /// </summary>
    public static bool EndsSession(CxException exception) => exception is not CxUnrecordedChangeException && IsFatal(exception);

    private static bool IsFatal(CxException exception)
        => exception.Definition.Kind == CxErrorKind.Authentication
            || exception.Definition == CxErrors.NotConnected
            || exception.Definition == CxErrors.ConnectionClosed
            || exception.Definition == CxErrors.ApiNotOffered
            || exception.Definition == CxErrors.AuditWriteFailed
            || exception.Definition == CxErrors.AuditPathUnsafe
            || exception.Definition == CxErrors.StoreUnavailable
            || exception.Definition == CxErrors.StoreAccessDenied
            || exception.Definition == CxErrors.StoreNotInitialized
            || exception.Definition == CxErrors.StoreClockAhead
            || exception.Definition == CxErrors.StoreNotConnected;

    private static ErrorCategory Category(CxErrorKind kind) => kind switch
    {
        CxErrorKind.InvalidArgument => ErrorCategory.InvalidArgument,
        CxErrorKind.Authentication => ErrorCategory.AuthenticationError,
        CxErrorKind.Permission => ErrorCategory.PermissionDenied,
        CxErrorKind.NotFound => ErrorCategory.ObjectNotFound,
        CxErrorKind.Exists => ErrorCategory.ResourceExists,
        CxErrorKind.InvalidOperation => ErrorCategory.InvalidOperation,
        CxErrorKind.LimitsExceeded => ErrorCategory.LimitsExceeded,
        CxErrorKind.Unavailable => ErrorCategory.ResourceUnavailable,
        CxErrorKind.Timeout => ErrorCategory.OperationTimeout,
        CxErrorKind.Connection => ErrorCategory.ConnectionError,
        CxErrorKind.Write => ErrorCategory.WriteError,
        CxErrorKind.InvalidData => ErrorCategory.InvalidData,
        _ => ErrorCategory.InvalidResult,
    };
}
