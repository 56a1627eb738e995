using CxOne.Errors;

namespace CxOne.DataActions;

/// <summary>
/// Finds data actions by id or name in a list that is read once for all rows. Both are case-sensitive; a text that is the id or the name
/// of several actions is an error.
/// </summary>
public sealed class DataActionNames
{
    private readonly Dictionary<string, List<DataAction>> _byText = new(StringComparer.Ordinal);
    private readonly string _tenantId;

    /// <summary>Initializes a new instance with the data actions of a tenant.</summary>
    /// <param name="actions">All data actions of the tenant.</param>
    /// <param name="tenantId">The tenant, for messages.</param>
    public DataActionNames(IEnumerable<DataAction> actions, string tenantId)
    {
        ArgumentNullException.ThrowIfNull(actions);
        _tenantId = tenantId;
        foreach (var action in actions)
        {
            Add(action.Id, action);
            if (action.Name is { } name && name != action.Id)
            {
                Add(name, action);
            }
        }

        void Add(string text, DataAction action)
        {
            if (!_byText.TryGetValue(text, out var same))
            {
                _byText.Add(text, same = []);
            }

            same.Add(action);
        }
    }

    /// <summary>Returns the data action with an id or a name.</summary>
    /// <param name="name">The exact id or the exact name.</param>
    /// <exception cref="CxException">
    /// No action has it (<c>ObjectNotFound</c>), or several do (<c>NameAmbiguous</c>, with all ids).
    /// </exception>
    public DataAction Find(string name)
    {
        if (!_byText.TryGetValue(name, out var found))
        {
            var near = _byText.Keys.FirstOrDefault(key => key.Equals(name, StringComparison.OrdinalIgnoreCase));
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
