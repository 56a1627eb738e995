using System.Text.Json.Nodes;

namespace CxOne.Sandbox.Published.Skills.Parameters;

/// <summary>
/// The order of the records, and the fields that an agent sees. The block cannot be read alone, and its write has no wrapper.
/// </summary>
internal static class ListManagement
{
    private static readonly string[] Fields = ["PhoneNumber", "FirstName", "LastName", "AccountNumber"];

    private static readonly SettingField[] OrderFields =
    [
        SettingField.Text("orderType", _ => null, isNullable: true),
        SettingField.Text("direction", _ => null, isNullable: true, "Ascending", "Descending"),
    ];

    public static SettingBlock Block { get; } = new()
    {
        Path = "list-management",
        Member = "listManagementSettings",
        Among = Among,
        Fields =
        [
            SettingField.Text("displayField1Name", _ => "LastName", isNullable: true, Fields),
            SettingField.Text("displayField2Name", _ => "AccountNumber", isNullable: true, Fields),
            SettingField.Items("listOrderingOptions", _ => Order(), item => SettingField.ReadAll(item, OrderFields)),
        ],
    };

    private static JsonArray Order() => [new JsonObject { ["orderType"] = "Priority", ["direction"] = "Descending" }];

    private static JsonObject Among(JsonObject block)
    {
        var (first, second) = (SettingShapes.Text(block, "displayField1Name"), SettingShapes.Text(block, "displayField2Name"));
        return new JsonObject
        {
            ["displayField1Id"] = Array.IndexOf(Fields, first) + 1,
            ["displayField1Name"] = first,
            ["displayField2Id"] = Array.IndexOf(Fields, second) + 1,
            // Tenants spell it so.
            ["displayField2NAme"] = second,
            ["listOrderingOptions"] = SettingShapes.Each(block["listOrderingOptions"], (item, _) => SettingShapes.Same(item)),
        };
    }
}
