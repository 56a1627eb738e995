using System.Text;
using System.Text.Json;
using CxOne.Errors;
using CxOne.Studio.Graph;
using CxOne.Studio.Model;
using CxOne.Studio.Reading;

namespace CxOne.Tests.Studio.Reading;

public sealed class ScriptReaderTests
{
    private const string Content = """
        {"header":{"scriptName":"Demo\\Hello","busNo":7,"mediaType":4,"masterId":12,"lockInfo":{"lockedName":""},"nextActionId":5,
          "house":{"b":1,"a":2}},
         "actions":{
          "1":{"actionId":1,"libraryId":"B2F794C5-0232-40E7-9830-76D573BF57D7","name":"BEGIN","version":1,"label":"Begin",
            "dependencyOrder":"0","implType":"0","x":64,"y":64,"xws":64,"yws":64},
          "2":{"actionId":2,"libraryId":"daee9c00-12ce-4222-a42e-307c37d53b7f","name":"MENU","version":1,"label":"Main menu",
            "dependencyOrder":1,"implType":"0","x":128,"y":64,"colour":"red"},
          "4":{"actionId":4,"libraryId":"b64a6796-4f66-4b1b-a9b5-3af926ab4b7c","name":"HANGUP","version":1,"label":"Bye","implType":"0",
            "x":1,"y":2}},
         "properties":{
          "1":{"0":{"name":"RootFolder","value":""},"3":{"name":"Parameters","value":["a","b"]}},
          "2":{"1":{"name":"Phrase","value":"one\ntwo"},"0":{"name":"Sequence","value":"\"%Press 1\""},
            "3":{"name":"MaxDigits","value":1,"description":"1 - one"}},
          "4":{}},
         "branches":{
          "1":[{"to":2,"label":0,"type":"default","index":0,"ports":"r,l","lineType":"straight","elbows":[]}],
          "2":[{"to":4,"label":"","type":"default","index":0},{"to":4,"label":"1","type":"case","index":0},
            {"to":4,"label":"Timeout","type":"branch","index":2,"labelDistance":0.5}]}}
        """;

    [Theory]
    [InlineData("", "")]
    [InlineData("{\"scriptContent\":", "}")]
    public void A_script_with_or_without_its_wrapper_has_its_actions_properties_and_wires(string prefix, string suffix)
    {
        var script = ScriptReader.Read(prefix + Content + suffix, "hello.json");

        Assert.Equal(@"Demo\Hello", script.Name);
        Assert.Equal([1, 2, 4], script.Actions.Select(action => action.Id));
        var menu = script.Find(2)!;
        Assert.Equal(["Sequence", "Phrase", "MaxDigits"], menu.Properties.Select(property => property.Name));
        Assert.Equal("1", menu.Text("maxdigits"));
        Assert.Equal("1 - one", menu.Property("MaxDigits")!.Description);
        Assert.Equal([BranchKind.Default, BranchKind.Free, BranchKind.Named], menu.Branches.Select(branch => branch.Kind));
        Assert.Equal(["a", "b"], script.Find(1)!.Property("Parameters")!.Items);
    }

    [Fact]
    public void A_script_that_the_tenant_answers_as_base64_is_read()
    {
        var body = JsonSerializer.Serialize(new { ScriptId = 3, body = Convert.ToBase64String(Encoding.UTF8.GetBytes(Xml)) });

        Assert.Equal(ScriptSource.Xml, ScriptReader.Read(body, "x.json").Source);
    }

    [Fact]
    public void The_graph_names_wired_and_missing_exits()
    {
        var graph = new ScriptGraph(ScriptReader.Read(Content, "hello.json"));

        var menu = graph.Find("main MENU")!;
        Assert.Equal("MENU", menu.Type);
        Assert.Equal(
            ["Default", "1", "Timeout", "Terminator!", "MaxDigits!", "InterDigitTimeout!"],
            menu.Exits.Select(exit => exit.DisplayLabel + (exit.IsWired ? string.Empty : "!")));
        Assert.Equal(4, menu.Exit("OnTimeout")!.Target!.Id);
        Assert.Same(graph.Find(1), graph.Start);
        Assert.Equal(3, graph.Find(4)!.Incoming.Count);
    }

    [Fact]
    public void The_own_file_holds_no_id_of_the_tenant_and_keeps_what_is_not_known()
    {
        var file = ScriptWriter.WriteFile(ScriptReader.Read(Content, "hello.json"));
        var text = Encoding.UTF8.GetString(file);

        Assert.DoesNotContain("masterId", text, StringComparison.Ordinal);
        Assert.DoesNotContain("lockInfo", text, StringComparison.Ordinal);
        Assert.DoesNotContain("busNo", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        Assert.Contains("\"colour\": \"red\"", text, StringComparison.Ordinal);
        Assert.True(text.IndexOf("\"layout\"", StringComparison.Ordinal) > text.IndexOf("\"HANGUP\"", StringComparison.Ordinal));
        Assert.Equal(file, ScriptWriter.WriteFile(ScriptReader.Read(file, "hello.json")));
    }

    [Fact]
    public void What_is_read_from_the_own_file_is_what_was_read_from_the_tenant()
    {
        var first = ScriptReader.Read(Content, "hello.json");
        var second = ScriptReader.Read(ScriptWriter.WriteFile(first), "hello.json");

        Assert.Equal(Encoding.UTF8.GetString(WithoutTenant(first)), Encoding.UTF8.GetString(ScriptWriter.WriteContent(second)));
    }

    [Fact]
    public void The_body_for_the_tenant_has_four_whole_numbers_of_place_per_action()
    {
        using var body = JsonDocument.Parse(ScriptWriter.WriteContent(ScriptReader.Read(Content, "hello.json")));

        foreach (var action in body.RootElement.GetProperty("scriptContent").GetProperty("actions").EnumerateObject())
        {
            Assert.All(["x", "y", "xws", "yws"], name => action.Value.GetProperty(name).GetInt32());
        }
    }

    [Fact]
    public void Desktop_xml_gives_the_same_model_as_json()
    {
        var script = ScriptReader.Read("INCONTROL.NET-COPYCUTCOMMAND\r\n" + Xml, "desktop.xml");

        var menu = script.Find(2)!;
        Assert.Equal("#-", menu.Text("Terminator"));
        Assert.Equal(["", "1", "Timeout"], menu.Branches.Select(branch => branch.Label));
        Assert.Equal([BranchKind.Default, BranchKind.Free, BranchKind.Named], menu.Branches.Select(branch => branch.Kind));
        Assert.Equal(["{ANI}", "x"], script.Find(3)!.Property("Parameters")!.Items);
        Assert.Empty(script.Find(4)!.Branches);
        Assert.Equal(@"PROD\Old", script.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"actions\":5}")]
    [InlineData("{\"scriptContent\":null}")]
    [InlineData("{\"format\":\"cxone-script/9\",\"actions\":[]}")]
    [InlineData("<a/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")]
    [InlineData("{\"actions\":{\"1\":{\"name\":\"\\ud800\"}}}")]
    public void What_is_no_script_is_refused_by_name(string content)
    {
        var exception = Assert.Throws<CxException>(() => ScriptReader.Read(content, "file.json"));

        Assert.Equal("ScriptUnreadable", exception.ErrorId);
        Assert.Equal("file.json", exception.Item);
    }

    [Theory]
    [InlineData(@"PROD\Main", "PROD/Main.json")]
    [InlineData(@"A?B\100%.", "A%3FB/100%25%2E.json")]
    [InlineData(@"..\con", "%2E%2E/%63on.json")]
    public void The_file_name_of_a_script_leads_back_to_its_name(string name, string path)
    {
        Assert.Equal(path, ScriptNames.ToRelativePath(name));
        Assert.Equal(name, ScriptNames.FromRelativePath(path));
    }

    [Theory]
    [InlineData(@"PROD\Main", "Check", @"PROD\Check")]
    [InlineData(@"PROD\Main", @"Common\Check", @"PROD\Common\Check")]
    [InlineData(@"PROD\A\Main", @"..\Check", @"PROD\Check")]
    [InlineData("Main", @"..\..\Check", "Check")]
    [InlineData(@"PROD\Main", @"\Root", "Root")]
    public void A_target_is_found_from_the_folder_of_the_script_that_runs(string from, string target, string expected)
        => Assert.Equal(expected, ScriptNames.Resolve(from, target));

    private static byte[] WithoutTenant(StudioScript script)
    {
        string[] dropped = ["masterId", "lockInfo", "busNo"];
        var header = new ScriptHeader { Members = script.Header.Members.Where(member => !dropped.Contains(member.Key)).ToDictionary() };
        return ScriptWriter.WriteContent(new StudioScript(header, script.Actions));
    }

    private const string Xml = """
        <ScriptContainer BusNo="1"><Actions>
          <ActionStruct><ActionID>1</ActionID><Action>BEGIN</Action><Caption>Begin</Caption><Parameters><string /><string />
            <string /></Parameters>
            <DefaultNextAction><Text /><ActionID>2</ActionID></DefaultNextAction></ActionStruct>
          <ActionStruct><ActionID>2</ActionID><Action>MENU</Action><Caption>Menu</Caption>
            <Parameters><string>"%x"</string><string /><string>True</string><string>1</string><string>#-</string>
              <string>5</string></Parameters>
            <DefaultNextAction><Text /><ActionID>3</ActionID></DefaultNextAction>
            <Branches><BranchStruct><Text>Timeout</Text><ActionID>4</ActionID><Index>2</Index></BranchStruct></Branches>
            <Cases><BranchStruct><Text>1</Text><ActionID>4</ActionID><Index>0</Index></BranchStruct></Cases>
            <ExtraInfo><DefaultBranch><ActionId>-1</ActionId></DefaultBranch></ExtraInfo></ActionStruct>
          <ActionStruct><ActionID>3</ActionID><Action>RUNSUB</Action><Caption /><Parameters><string>Check</string><string />
            <string>r</string><string>{ANI}</string><string>x</string></Parameters>
            <DefaultNextAction><Text /><ActionID>4</ActionID></DefaultNextAction></ActionStruct>
          <ActionStruct><ActionID>4</ActionID><Action>HANGUP</Action><Caption>Bye</Caption><DefaultNextAction>
            <ActionID>-1</ActionID></DefaultNextAction></ActionStruct>
        </Actions><LibraryItem><Name>Old</Name><ImplPath>PROD\Old.xml</ImplPath></LibraryItem></ScriptContainer>
        """;
}
