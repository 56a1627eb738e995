using System.Text.Json.Nodes;
using CxOne.Errors;
using CxOne.Merge;

namespace CxOne.DataActions;

/// <summary>The members of a data action that a date update reads and writes.</summary>
internal static class DataActionFields
{
    private const string DateProcessor = "DATE_PROCESSOR";

    /// <summary>Objects that a difference goes into: the configuration, and the date processing in it.</summary>
    public const int Depth = 2;

    public static readonly FieldPath DateProcessing = new("configuration", "dateProcessing");
    public static readonly FieldPath ComputedValue = new("configuration", "dateProcessing", "computedValue");
    private static readonly FieldPath NameField = new("name");
    private static readonly FieldPath TypeField = new("type");

    public static string? Name(JsonObject action) => Text(action, NameField);

    public static string? Value(JsonObject action) => Text(action, ComputedValue);

    /// <summary>A date in an action of another type is not processed, and hides that the wrong action was named.</summary>
    /// <exception cref="CxException">The action processes no dates (<c>DataActionTypeMismatch</c>).</exception>
    public static void RequireDateProcessing(JsonObject action, string id)
    {
        var type = Text(action, TypeField);
        if (type != DateProcessor && !JsonFields.Get(action, DateProcessing).IsPresent)
        {
            throw new CxException(
                CxErrors.DataActionTypeMismatch,
                DataActionsMessages.ProcessesNoDates(Name(action) ?? id, type),
                Name(action) ?? id);
        }
    }

    private static string? Text(JsonObject action, FieldPath path) => JsonFields.Get(action, path).Text;
}
