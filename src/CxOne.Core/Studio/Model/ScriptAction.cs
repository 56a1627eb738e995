using System.Text.Json;

namespace CxOne.Studio.Model;

/// <summary>An action on the canvas, with its properties and the wires that leave it.</summary>
public sealed class ScriptAction
{
    /// <summary>Gets the id, unique inside the script.</summary>
    public required int Id { get; init; }

    /// <summary>Gets the stored name of the action type, such as <c>MENU</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the caption that the author gave (stored as <c>label</c>).</summary>
    public required string Caption { get; init; }

    /// <summary>Gets the library id of the action type, in the stored spelling; empty where it was missing.</summary>
    public string LibraryId { get; init; } = string.Empty;

    /// <summary>Gets the version of the action type. The default is 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Gets the kind of implementation: "0" for the vendor's actions, "1" for an action of a library of the tenant's.</summary>
    public string ImplType { get; init; } = "0";

    /// <summary>Gets the order in which the editor last wrote the actions; it says nothing about their execution.</summary>
    public string DependencyOrder { get; init; } = string.Empty;

    /// <summary>Gets the properties in stored order.</summary>
    public IReadOnlyList<ScriptProperty> Properties { get; init => field = IndexedList.Of(value); } = [];

    /// <summary>Gets the wired exits in stored order. An exit that is missing here is not wired.</summary>
    public IReadOnlyList<ScriptBranch> Branches { get; init => field = IndexedList.Of(value); } = [];

    /// <summary>Gets the place on the canvas (x, y, xws, yws), as it was read.</summary>
    public IReadOnlyDictionary<string, JsonElement> Layout { get; init; } = StudioScript.NoMembers;

    /// <summary>Gets the members that the module does not know; they are kept.</summary>
    public IReadOnlyDictionary<string, JsonElement> Unknown { get; init; } = StudioScript.NoMembers;

    /// <summary>Gets whether the action comes from a library of the tenant's own.</summary>
    public bool IsLibraryAction => ImplType == "1" || Name.Contains("_LIBID_", StringComparison.OrdinalIgnoreCase);

    /// <summary>Finds a property by name, in any case.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The first property of that name, or <see langword="null"/>.</returns>
    public ScriptProperty? Property(string name)
    {
        foreach (var property in Properties)
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return property;
            }
        }

        return null;
    }

    /// <summary>Returns the value of a property.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <returns>The value, or an empty text where the action has no such property.</returns>
    public string Text(string name) => Property(name)?.Value ?? string.Empty;

    /// <summary>Returns whether the action is of a type.</summary>
    /// <param name="name">The name of the type, in any case.</param>
    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the id and the caption, as a person finds the action on the canvas.</summary>
    public override string ToString() => $"{Id} {Name} '{Caption}'";
}
