using System.Collections.Concurrent;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using CxOne.Http;

namespace CxOne.PowerShell.Base;

/// <summary>Keeps the members that a tenant adds to its objects out of parameters that bind by property name.</summary>
internal static class TenantMembers
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<PropertyInfo>> Parameters = new();

    /// <summary>The parameters of a cmdlet that bind by property name.</summary>
    public static IReadOnlyList<PropertyInfo> ByName(CxCmdlet cmdlet) => Parameters.GetOrAdd(
        cmdlet.GetType(),
        type => [.. type.GetProperties().Where(property => property
            .GetCustomAttributes<ParameterAttribute>()
            .Any(parameter => parameter.ValueFromPipelineByPropertyName))]);

    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="piped">An object of the tenant, or a copy of one.</param>
    /// <param name="names">The members that may bind.</param>
    /// <param name="unbound">The values of the parameters that the command line does not name.</param>
    /// <param name="bound">The bound parameters. Parameters that are set to their value without the object are removed.</param>
    public static void BindOnly(
        CxCmdlet cmdlet,
        object piped,
        IReadOnlyCollection<string> names,
        IReadOnlyDictionary<string, object?> unbound,
        Dictionary<string, object> bound)
    {
        var members = InputRow.Members(piped) ?? [];
        foreach (var parameter in ByName(cmdlet).Where(parameter => unbound.ContainsKey(parameter.Name)))
        {
            var value = names.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase)
                ? members.FirstOrDefault(member => member.Key.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase)).Value
                : null;
            parameter.SetValue(
                cmdlet,
                value is null
                    ? unbound[parameter.Name]
                    : LanguagePrimitives.ConvertTo(value, parameter.PropertyType, CultureInfo.InvariantCulture));
            bound.Remove(parameter.Name);
        }
    }

    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="piped">The object in the pipe.</param>
    /// <param name="unbound">The values of the parameters that the command line does not name.</param>
    /// <param name="bound">What is bound now; what is taken back is removed from it.</param>
    public static void Forget(
        CxCmdlet cmdlet, object? piped, IReadOnlyDictionary<string, object?> unbound, Dictionary<string, object> bound)
    {
        if (piped is not PSObject item || CxMembers.Unknown(item.BaseObject).Count == 0)
        {
            return;
        }

        var candidates = ByName(cmdlet)
            .Where(parameter => bound.ContainsKey(parameter.Name) && unbound.ContainsKey(parameter.Name));
        foreach (var parameter in candidates)
        {
            string[] names = [parameter.Name, .. parameter.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? []];
            var type = item.BaseObject.GetType();
            var known = names
                .Select(name => type.GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase))
                .FirstOrDefault(property => property is not null);
            if (known is not null)
            {
                var value = LanguagePrimitives.ConvertTo(
                    known.GetValue(item.BaseObject), parameter.PropertyType, CultureInfo.InvariantCulture);
                parameter.SetValue(cmdlet, value);
                bound[parameter.Name] = value;
            }
            else if (names.Any(name => item.Properties[name] is PSNoteProperty))
            {
                parameter.SetValue(cmdlet, unbound[parameter.Name]);
                bound.Remove(parameter.Name);
            }
        }
    }
}
