using CxOne.Errors;

namespace CxOne.DataActions;

/// <summary>
/// Finds data actions by name in a list that is read once for all rows. Names are case-sensitive; a name that occurs twice is an error.
/// </summary>
public sealed class DataActionNames
{
    private readonly Dictionary<string, List<DataAction>> _byName = new(StringComparer.Ordinal);
    private readonly string _tenantId;

    /// <summary>Initializes a new instance with the data actions of a tenant.</summary>
    /// <param name="actions">All data actions of the tenant.</param>
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

    /// <summary>Returns the data action with a name.</summary>
    /// <param name="name">The exact name.</param>
    /// <exception cref="CxException">
    /// No action has the name (<c>ObjectNotFound</c>), or several have it (<c>NameAmbiguous</c>, with all ids).
    /// </exception>
    public DataAction Find(string name)
    {
        if (!_byName.TryGetValue(name, out var found))
        {
            var near = _byName.Keys.FirstOrDefault(key => key.Equals(name, StringComparison.OrdinalIgnoreCase));
            throw new CxException(CxErrors.ObjectNotFound, DataActionsMessages.NameNotFound(name, _tenantId, near), name);
        }

        return found.Count == 1
            ? found[0]
            : throw new CxException(
                CxErrors.NameAmbiguous,
                DataActionsMessages.NameAmbiguous(name, _tenantId, [.. found.Select(action => action.Id)]),
                name);
    }
}
