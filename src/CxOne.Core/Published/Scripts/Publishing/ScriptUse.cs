using CxOne.Connection;
using CxOne.Errors;

namespace CxOne.Published;

/// <summary>The points of contact that lead to a script, and the outbound skills that run it.</summary>
internal static class ScriptUse
{
    /// <summary>Reads the active points of contact whose contacts run a script.</summary>
    /// <exception cref="CxException">The list could not be read for another reason than a missing permission,
    /// which is a warning.</exception>
    public static async Task<IReadOnlyList<PointOfContact>> ActiveAsync(
        CxConnection connection, string name, ICxLog log, CancellationToken cancellationToken)
    {
        List<PointOfContact> active = [];
        try
        {
            await foreach (var page in PointOfContactReader.ListAsync(connection, log, cancellationToken).ConfigureAwait(false))
            {
                active.AddRange(page.Items.Where(point =>
                    point.IsActive != false && string.Equals(point.ScriptName, name, StringComparison.OrdinalIgnoreCase)));
            }
        }
        catch (CxException exception) when (exception.Definition == CxErrors.PermissionDenied)
        {
            log.Warning(ScriptWriteMessages.PointsUnreadable(name, exception.OneLine));
        }

        return active;
    }

    /// <summary>
    /// Reads the active outbound skills whose contacts run a script. Contacts of an inbound skill run the script of their point of contact.
    /// </summary>
    /// <exception cref="CxException">The list could not be read for another reason than a missing permission,
    /// which is a warning.</exception>
    public static async Task<IReadOnlyList<Skill>> ActiveSkillsAsync(
        CxConnection connection, string name, ICxLog log, CancellationToken cancellationToken)
    {
        List<Skill> active = [];
        try
        {
            await foreach (var page in SkillReader.ListAsync(connection, log, cancellationToken).ConfigureAwait(false))
            {
                active.AddRange(page.Items.Where(skill =>
                    skill.IsOutbound == true
                    && skill.IsActive != false
                    && string.Equals(skill.ScriptName, name, StringComparison.OrdinalIgnoreCase)));
            }
        }
        catch (CxException exception) when (exception.Definition == CxErrors.PermissionDenied)
        {
            log.Warning(ScriptWriteMessages.SkillsUnreadable(name, exception.OneLine));
        }

        return active;
    }

    /// <summary>Reads points of contact by their ids.</summary>
    public static async Task<IReadOnlyList<PointOfContact>> ReadAsync(
        CxConnection connection, IReadOnlyList<string> ids, ICxLog log, CancellationToken cancellationToken)
    {
        List<PointOfContact> points = [];
        foreach (var id in ids)
        {
            points.Add(await PointOfContactReader.GetAsync(connection, id, log, cancellationToken).ConfigureAwait(false));
        }

        return points;
    }
}
