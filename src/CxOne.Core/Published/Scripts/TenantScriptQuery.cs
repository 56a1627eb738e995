using System.Globalization;

namespace CxOne.Published;

/// <summary>Conditions that the tenant applies to a list of scripts. The list may have more scripts than meet them.</summary>
public sealed record TenantScriptQuery
{
    /// <summary>The tenant's clock may be that of another zone than UTC; the exact time is compared here.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromDays(1);

    /// <summary>Gets a part of the name; <see langword="null"/> for all scripts.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the id of a media type; <see langword="null"/> for all.</summary>
    public int? MediaTypeId { get; init; }

    /// <summary>Gets a time; scripts that were saved before it need not be listed.</summary>
    public DateTimeOffset? ModifiedAfter { get; init; }

    /// <summary>The query without its question mark; <see langword="null"/> for no condition.</summary>
    internal string? ToQuery()
    {
        List<string> parts = [];
        if (Name is not null)
        {
            parts.Add($"scriptName={Uri.EscapeDataString(Name)}");
        }

        if (MediaTypeId is { } media)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"mediaType={media}"));
        }

        if (ModifiedAfter is { } after)
        {
            var from = after.UtcDateTime - DateTime.MinValue > Margin ? after.UtcDateTime - Margin : after.UtcDateTime;
            parts.Add($"modStartDate={from.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}");
        }

        return parts.Count == 0 ? null : string.Join('&', parts);
    }
}
