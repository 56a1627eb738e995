namespace CxOne.Studio.Catalogue;

/// <summary>An action type of Studio: what its properties and exits are.</summary>
public sealed class ActionDefinition
{
    internal ActionDefinition()
    {
    }

    /// <summary>Gets the library id that every script stores with the action; <see langword="null"/> where it is not known.</summary>
    public Guid? Id { get; internal init; }

    /// <summary>Gets the name, in upper case, such as <c>MENU</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the name that the editor shows where it differs from <see cref="Name"/>.</summary>
    public string? Alias { get; internal init; }

    /// <summary>Gets the version that a new action stores. The default is 1.</summary>
    public int Version { get; internal init; } = 1;

    /// <summary>Gets the category.</summary>
    public ActionCategory Category { get; internal init; }

    /// <summary>
    /// Gets how well the entry is known: A = seen in scripts of tenants, B = newest help, C = older help or one source, D = inferred; empty
    /// for an entry of the tenant's own catalogue.
    /// </summary>
    public string Confidence { get; internal init; } = string.Empty;

    /// <summary>Gets the media type: <c>call</c>, <c>digital</c>, or <c>any</c>.</summary>
    public string Media { get; internal init; } = "any";

    /// <summary>Gets whether a path starts here: BEGIN and the events.</summary>
    public bool IsStart { get; internal init; }

    /// <summary>Gets whether a path ends here on purpose.</summary>
    public bool IsEnd { get; internal init; }

    /// <summary>Gets whether the action's result comes from outside the script, so that a simulation needs a stub for it.</summary>
    public bool IsExternal { get; internal init; }

    /// <summary>Gets whether the action has a Default exit.</summary>
    public bool HasDefault { get; internal init; }

    /// <summary>Gets whether the action has exits with labels that the author chooses (MENU digits, CASE values).</summary>
    public bool HasFreeBranches { get; internal init; }

    /// <summary>Gets the named exits, in order of their index.</summary>
    public IReadOnlyList<ActionBranch> Branches { get; internal init; } = [];

    /// <summary>Gets the properties, in stored order.</summary>
    public IReadOnlyList<ActionProperty> Properties { get; internal init; } = [];

    /// <summary>Gets whether this is an event: it starts a path and has no incoming branch.</summary>
    public bool IsEvent => Category == ActionCategory.Event;

    /// <summary>Gets whether this is a comment on the canvas.</summary>
    public bool IsNote => Category == ActionCategory.Note;

    /// <summary>Finds a property by name, in any case.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The first property of that name, or <see langword="null"/>.</returns>
    public ActionProperty? Property(string name)
        => Properties.FirstOrDefault(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public override string ToString() => Name;
}
