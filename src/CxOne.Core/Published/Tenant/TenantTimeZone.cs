using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using CxOne.Connection;
using CxOne.DataActions;
using CxOne.Errors;
using NodaTime;

namespace CxOne.Published;

/// <summary>The time zone of the business unit, in which its hours and schedules are. It is read once per connection.</summary>
internal static class TenantTimeZone
{
    private static readonly ConditionalWeakTable<CxConnection, DateTimeZone> Zones = [];
    private static readonly string[] ListKeys = ["businessUnits"];

    /// <summary>Returns the zone that the caller names, or that of the business unit.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="named">The caller's zone in any spelling; <see langword="null"/> for that of the business unit.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Cancels every wait.</param>
    /// <exception cref="CxValidationException">The caller's zone is not known.</exception>
    /// <exception cref="CxException">The text of the business unit's zone is not understood (<c>TenantTimeZoneUnknown</c>), or the
    /// request failed.</exception>
    public static async Task<DateTimeZone> FindAsync(
        CxConnection connection, string? named, ICxLog log, CancellationToken cancellationToken)
    {
        if (named is not null)
        {
            return TimeZones.FindAnySpelling(named) ?? throw new CxValidationException([Problem(named)], named);
        }

        if (Zones.TryGetValue(connection, out var known))
        {
            return known;
        }

        var units = await new PublishedClient(connection, log).ReadListAsync(
            PublishedRoutes.BusinessUnit, [], null, ListKeys, static (entry, _) => entry, null, cancellationToken).ConfigureAwait(false);

        // A tenant with partners may return their business units as well.
        var unit = units.FirstOrDefault(entry => MemberTable.Text(entry, "tenantId") == connection.TenantId)
            ?? (units.Count == 0 ? null : units[0]);
        var text = unit is null ? null : MemberTable.Text(unit, "defaultTimeZone");
        var zone = (string.IsNullOrWhiteSpace(text) ? null : TimeZones.FindAnySpelling(text) ?? OfList(unit!, text))
            ?? throw new CxException(
                CxErrors.TenantTimeZoneUnknown, PublishedMessages.TimeZoneUnknown(connection.TenantId, text), connection.TenantId);
        return Zones.GetValue(connection, _ => zone);
    }

    private static string Problem(string named)
        => TimeZones.TryFind("TimeZone", named, out _, out var problem) ? named : problem!;

    /// <summary>The business unit has a list of its time zones, with the Windows id of each name that it shows.</summary>
    private static DateTimeZone? OfList(JsonObject unit, string text)
        => MemberTable.Find(unit, "timeZones") is JsonArray zones
            && zones.OfType<JsonObject>().FirstOrDefault(zone => MemberTable.Text(zone, "displayName")?.Trim() == text.Trim()) is { } shown
            && MemberTable.Text(shown, "standardName") is { } standard
            ? TimeZones.FindAnySpelling(standard)
            : null;
}
