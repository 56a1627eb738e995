using CxOne.Errors;

namespace CxOne.DataActions;

/// <summary>
/// The names of all data actions, read once however many rows ask. A name is exact: case counts, and two of the same are an error.
/// </summary>
public sealed class DataActionNames
{
    private readonly Dictionary<string, List<DataAction>> _byName = new(StringComparer.Ordinal);
    private readonly string _tenantId;

    /// <summary>Makes one of what a tenant holds.</summary>
    /// <param name="actions">All of its data actions.</param>
    /// <param name="tenantId">The tenant, for messages.</param>
    public DataActionNames(IEnumerable<DataAction> actions, string tenantId)
    {
        ArgumentNullException.ThrowIfNull(actions);
        _tenantId = tenantId;
        foreach (var action in actions.Where(action => action.Name is not null))
        {
            if (!_byName.TryGetValue(action.Name!, out var same))
            {
                _byName.Add(action.Name!, same = []);
            }

            same.Add(action);
        }
    }

    /// <summary>The one action of a name.</summary>
    /// <param name="name">The exact name.</param>
    /// <exception cref="CxException">There is none (<c>ObjectNotFound</c>), or more
    /// than one (<c>NameAmbiguous</c>, with all ids).</exception>
    public DataAction Find(string name)
    {
        if (!_byName.TryGetValue(name, out var found))
        {
            var near = _byName.Keys.FirstOrDefault(key => key.Equals(name, StringComparison.OrdinalIgnoreCase));
            throw new CxException(
                CxErrors.ObjectNotFound,
                $"No data action on tenant {_tenantId} has the name '{name}'.{(near is null ? null : $" There is '{near}'; case counts.")}",
                name);
        }

        return found.Count == 1
            ? found[0]
            : throw new CxException(
                CxErrors.NameAmbiguous,
                $"{found.Count} data actions on tenant {_tenantId} have the name '{name}': "
                    + $"{string.Join(", ", found.Select(action => action.Id))}.",
                name);
    }
}
