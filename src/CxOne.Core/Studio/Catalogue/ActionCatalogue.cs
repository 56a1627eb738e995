using System.Text;

namespace CxOne.Studio.Catalogue;

/// <summary>
/// The action types that a script may use. The built-in catalogue holds what public material describes; a tenant delivers its own, entry by
/// entry, in the same form, and a file of them replaces the built-in one.
/// </summary>
public sealed class ActionCatalogue
{
    private const string Resource = "CxOne.Studio.actions.json";
    private static readonly Lazy<ActionCatalogue> BuiltInCatalogue = new(ReadBuiltIn);
    private readonly Dictionary<Guid, ActionDefinition> _byId = [];
    private readonly Dictionary<string, ActionDefinition> _byName = new(StringComparer.Ordinal);

    private ActionCatalogue(IReadOnlyList<ActionDefinition> definitions)
    {
        Definitions = definitions;
        foreach (var definition in definitions)
        {
            if (definition.Id is { } id)
            {
                _byId.TryAdd(id, definition);
            }

            _byName.TryAdd(Key(definition.Name), definition);
            if (definition.Alias is { } alias)
            {
                _byName.TryAdd(Key(alias), definition);
            }
        }
    }

    /// <summary>Gets the catalogue that comes with the module.</summary>
    public static ActionCatalogue BuiltIn => BuiltInCatalogue.Value;

    /// <summary>Gets the action types, in the order of their file.</summary>
    public IReadOnlyList<ActionDefinition> Definitions { get; }

    /// <summary>
    /// Reads a catalogue file: the form of the built-in one, an array of what <c>GET /actions/{libraryId}</c> answers, or one such answer.
    /// What the tenant does not say (which property is an output, which action needs a stub) comes from the built-in entry.
    /// </summary>
    /// <param name="json">The file, UTF-8.</param>
    /// <param name="source">Name of the file, for messages.</param>
    /// <exception cref="Errors.CxException">The file is not JSON, or holds no action (<c>ScriptCatalogInvalid</c>).</exception>
    public static ActionCatalogue Read(ReadOnlyMemory<byte> json, string source)
        => new(CatalogueReader.Read(json, source, BuiltIn));

    /// <summary>Finds the type of an action: by its library id, else by its name in any spelling of case, blanks and underscores.</summary>
    /// <param name="libraryId">The library id, in any form that <see cref="Guid"/> reads; may be absent.</param>
    /// <param name="name">The stored name.</param>
    /// <returns>The definition, or <see langword="null"/> for an action that the catalogue does not hold.</returns>
    public ActionDefinition? Find(string? libraryId, string? name)
        => (Guid.TryParse(libraryId, out var id) && _byId.TryGetValue(id, out var found))
            || (name is not null && _byName.TryGetValue(Key(name), out found))
            ? found
            : null;

    /// <summary>Finds an action type by name.</summary>
    /// <param name="name">The name, in any case.</param>
    public ActionDefinition? Find(string name) => Find(null, name);

    private static string Key(string name)
    {
        var key = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            if (char.IsLetterOrDigit(character))
            {
                key.Append(char.ToUpperInvariant(character));
            }
        }

        return key.ToString();
    }

    private static ActionCatalogue ReadBuiltIn()
    {
        using var stream = typeof(ActionCatalogue).Assembly.GetManifestResourceStream(Resource)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return new ActionCatalogue(CatalogueReader.Read(copy.ToArray(), Resource, null));
    }
}
