using CxOne.Studio.Catalogue;
using CxOne.Studio.Model;
using CxOne.Tests.Studio.Support;

namespace CxOne.Tests.Studio.Robustness;

/// <summary>Scripts of many actions, wired in the shapes that make an analysis slow.</summary>
internal static class LargeScripts
{
    public static readonly IReadOnlyList<string> Shapes = ["chain", "ladder", "star", "random"];

    /// <summary>Builds a script.</summary>
    /// <param name="actions">The number of actions, BEGIN and the last HANGUP included.</param>
    /// <param name="shape">
    /// chain: each exit leads to the next action; ladder: Default to the next, other exits to the one before; star: all exits to action 2,
    /// which leads everywhere; random: anywhere.
    /// </param>
    /// <param name="type">The type of the actions; every type in turn if <see langword="null"/>.</param>
    public static StudioScript Build(int actions, string shape, string? type = null)
    {
        var types = type is null ? [.. ActionCatalogue.BuiltIn.Definitions.Where(item => item.Name != "BEGIN")] : new[]
        {
            ActionCatalogue.BuiltIn.Find(type)!,
        };
        var random = new Random(5);
        var script = new ScriptBuilder($"{shape} {type}").Add(1, "BEGIN").Chain(1, 2);
        for (var id = 2; id < actions; id++)
        {
            var definition = shape == "star" && id == 2 && type is null ? ActionCatalogue.BuiltIn.Find("MENU")! : types[id % types.Length];
            script.Add(id, definition.Name, $"{definition.Name} {id}", Properties(definition, id));
            script.Wire(id, "", Target(id, isDefault: true)).Wire(id, "1", Target(id, isDefault: false), BranchKind.Free);
            foreach (var branch in definition.Branches)
            {
                script.Wire(id, branch.Name, Target(id, isDefault: false));
            }
        }

        for (var id = 3; shape == "star" && id <= actions; id++)
        {
            script.Wire(2, $"{id}", id, BranchKind.Free);
        }

        return script.Add(actions, "HANGUP", "End").Build();

        int Target(int id, bool isDefault) => shape switch
        {
            "chain" => id + 1,
            "ladder" => isDefault ? id + 1 : Math.Max(1, id - 1),
            "star" => id == 2 ? 3 : 2,
            _ => random.Next(1, actions + 1),
        };
    }

    /// <summary>Each action writes a variable of its own and reads that of the one before.</summary>
    private static (string Name, object Value)[] Properties(ActionDefinition definition, int id)
        => [.. definition.Properties.Where(property => !property.IsList).DistinctBy(property => property.Name)
            .Select(property => (property.Name, (object)(
                property.IsOutput ? $"value{id}x"
                : property.IsExpression ? $"value{id - 1}x = \"{id}\""
                : property.Name == "Data"
                    ? $"ASSIGN value{id}x = \"{id}\"\r\nSWITCH value{id - 1}x {{ CASE {id} {{ x = value{id - 1}y }} }}"
                : property.DefaultValue.Length > 0 ? property.DefaultValue
                : $"\"Prompts\\{{value{id - 1}x}}_EN.wav\"")))];
}
