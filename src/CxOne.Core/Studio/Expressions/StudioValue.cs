using System.Globalization;
using System.Text;

namespace CxOne.Studio.Expressions;

/// <summary>A value of a script. Texts, numbers and dates turn into each other as the operation needs it.</summary>
internal abstract record StudioValue
{
    public static readonly StudioValue Unset = new UnsetValue();
    public static readonly StudioValue Empty = new TextValue(string.Empty);

    /// <summary>The value as text; <see langword="null"/> if it is not known.</summary>
    public abstract string? Text { get; }

    public virtual bool IsUnknown => false;

    /// <summary>The value as a number; <see langword="null"/> if it is no number.</summary>
    public virtual decimal? Number => null;

    public static StudioValue Of(string text) => text.Length == 0 ? Empty : new TextValue(text);

    public static StudioValue Of(decimal number) => new NumberValue(number);

    public static StudioValue Of(bool flag) => new FlagValue(flag);

    /// <summary>Reads a number as the platform's expressions do: blanks around it, a sign, a point.</summary>
    public static decimal? ParseNumber(string text)
        => decimal.TryParse(
            text,
            NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite
                | NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number)
            ? number
            : null;
}

internal sealed record UnsetValue : StudioValue
{
    public override string Text => string.Empty;
}

internal sealed record TextValue(string Content) : StudioValue
{
    public override string Text => Content;

    public override decimal? Number => ParseNumber(Content);
}

internal sealed record NumberValue(decimal Content) : StudioValue
{
    public override string Text => Content.ToString("0.############################", CultureInfo.InvariantCulture);

    public override decimal? Number => Content;
}

internal sealed record FlagValue(bool Content) : StudioValue
{
    public override string Text => Content ? "True" : "False";
}

internal sealed record DateValue(DateTime Content) : StudioValue
{
    public override string Text => Content.ToString(
        Content.TimeOfDay == TimeSpan.Zero ? "MM/dd/yyyy" : "MM/dd/yyyy HH:mm:ss", CultureInfo.InvariantCulture);
}

/// <summary>An array. As text its items have a bar between them.</summary>
internal sealed record ListValue(List<StudioValue> Items) : StudioValue
{
    public override string? Text => Items.Exists(item => item.IsUnknown) ? null : string.Join('|', Items.Select(item => item.Text));

    public override decimal? Number => Items.Count == 1 ? Items[0].Number : null;
}

/// <summary>A dynamic object. It is shared by the variables that hold it, until it is copied.</summary>
internal sealed record ObjectValue(Dictionary<string, StudioValue> Members) : StudioValue
{
    public ObjectValue()
        : this(new Dictionary<string, StudioValue>(StringComparer.OrdinalIgnoreCase))
    {
    }

    public override string? Text => DynamicDocument.ToJson(this);
}

/// <summary>What GetRESTProxy gives.</summary>
internal sealed record ProxyValue(Dictionary<string, StudioValue> Members) : StudioValue
{
    public override string Text => string.Empty;
}

/// <summary>A value that depends on what is not simulated.</summary>
/// <param name="Reason">Why it is not known.</param>
internal sealed record UnknownValue(string Reason) : StudioValue
{
    public override string? Text => null;

    public override bool IsUnknown => true;
}

/// <summary>Values as a key, so that equal states are found.</summary>
internal static class StudioValueKey
{
    public static void Append(StringBuilder key, StudioValue value)
    {
        switch (value)
        {
            case UnsetValue:
                key.Append('~');
                break;
            case UnknownValue:
                key.Append('?');
                break;
            case TextValue text:
                key.Append('"').Append(text.Content.Length).Append(':').Append(text.Content);
                break;
            case ListValue list:
                key.Append('[');
                list.Items.ForEach(item => Append(key, item));
                key.Append(']');
                break;
            case ObjectValue { Members: var members }:
                AppendMembers(key, '{', members);
                break;
            case ProxyValue { Members: var members }:
                AppendMembers(key, '<', members);
                break;
            default:
                key.Append(value.GetType().Name[0]).Append(value.Text).Append(';');
                break;
        }
    }

    private static void AppendMembers(StringBuilder key, char mark, Dictionary<string, StudioValue> members)
    {
        key.Append(mark);
        foreach (var (name, member) in members)
        {
            key.Append(name).Append('=');
            Append(key, member);
        }

        key.Append('.');
    }
}
