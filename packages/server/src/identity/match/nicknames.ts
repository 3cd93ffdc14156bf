import { latin } from './latin.ts';

/** Given names with the short and other forms they go by. A form may belong to several names. */
const GROUPS = `
abigail abby gail|adelaide addie|albert al bert bertie|alexander alex alec sasha sascha aleksandr alexandre alessandro alejandro xander sandro
alexandra alex alexa lexi sandra sasha sascha aleksandra alessandra|alfred fred alfie freddie|amanda mandy|amelia amy millie|andrew andy drew andreas andrei andrea andre andres
angela angie angelika|ann anna anne annie nan anya anja ana|anthony tony anton antonio antoine toni|archibald archie|arthur art|barbara barb babs bärbel|bartholomew bart
beatrice bea trixie beatriz|benjamin ben benji benny|bernard bernie bernhard|bradley brad|caroline carol carrie caro karoline carolina|catherine cathy kate katie kathy katherine kathryn cat katharina katja ekaterina katya caterina catalina kit
charles charlie chuck karl carl carlos carlo chas|charlotte charlie lottie lotte|christian chris kristian cristian|christina chris tina chrissy christine kristina christiane cristina|christopher chris kit topher christoph christophe cristobal kristof
clifford cliff|cornelius neil|daniel dan danny dani daniil danilo|danielle dani|david dave davy davide|deborah deb debbie|dennis denny denis|diana di diane|dmitri dima dmitry dmitriy|dominic dom dominik dominique|donald don donny
dorothy dot dolly dorothea|douglas doug|edward ed eddie ted teddy ned eduard eduardo edouard|edwin ed|eleanor ellie nell nora eleonora elenor|elizabeth liz lizzie beth betty eliza lisa elisabeth bess libby elsie lizaveta isabel elisa betsy
emily em emmy emilia|emma em|emmanuel manny manuel emanuel|ernest ernie ernst|eugene gene evgeny yevgeny evgeniy zhenya|evelyn eve evie|ferdinand ferdi fernando|florence flo florian|frances fran fanny francesca franziska franzi|francis frank fran francois francesco francisco paco franz
frederick fred freddie fritz friedrich federico frederic|gabriel gabe|gabrielle gabi gabby gabriele gabriela|geoffrey geoff jeff jeffrey|george georg georges jorge giorgio georgi yuri jurgen|gerald gerry jerry|gerard gerry gerhard|gertrude trudy|gregory greg grigory grisha gregor|gwendolyn gwen
hannah hanna johanna|harold harry hal|harriet hattie|heather heath|helen nell elena lena helena helene|henry harry hank heinrich henri enrique enrico heinz hal|howard howie|hugh hugo|ian iain|ignatius nacho ignacio iggy
irene irina ira|isaac ike|isabella bella izzy isabelle isabel isa|ivan vanya|jacob jake jakob jacques|jacqueline jackie|james jim jimmy jamie jaime jacques|jane jenny janie|janet jan|jennifer jen jenny jennie|jeremy jerry jem jeremias|jessica jess jessie
jesse jess|joan joanie|joanna jo joanne anna|john jack johnny jon johann johannes juan giovanni jean ivan hans jan ian joao|jonathan jon jonny nathan|joseph joe joey jose josef giuseppe pepe iosif sepp|josephine jo josie josefine|joshua josh|juan juanito|judith judy jude
julia julie jules giulia yulia|julian jules julien|justin jus|katherine kate katie kathy kat kitty|kenneth ken kenny|kimberly kim kimberley|konstantin kostya|laura laurie lora|lawrence larry laurie lorenz lorenzo laurent lars|leo leon leonard lenny leonardo leonid lev
lillian lily lilly|louis lou louie lewis ludwig luis luigi lutz|louise lou luise luisa|lucas luke luc lukas luca|lucy lucia luzia lucie|lyudmila luda|maddison maddie madison|madeleine maddie madeline|margaret maggie meg peg peggy greta margarethe margarita marge rita margot daisy marguerite
maria mary marie mia mariya masha marija|mariah mary|mark marc marcus markus marco marcos|martha marty|martin marty martino|matthew matt matty matthias mateo matteo mathieu mats|maurice moritz mauricio|maximilian max maxim maksim maxime|megan meg|melanie mel|melissa mel missy lissa
michael mike mick micky mickey michel miguel michele mikhail misha mikael mischa|michelle shelly michele|mildred millie|mitchell mitch|mohammed mohamed muhammad mo mohammad mehmet|nadezhda nadia nadya|natalie nat natalia nataliya natasha|nathaniel nathan nate nat|nicholas nick nicky nico nicolas nikolai niklas nikolaus klaus kolya nicola niccolo
nicole nicky nikki|olga olya|oliver ollie olivier|olivia liv livvy|pamela pam|patricia pat patty tricia trish patrizia|patrick pat paddy patrice patricio|paul pavel paolo pablo paulo pau|pauline paula|penelope penny|peter pete piotr pyotr pedro pietro pierre petr petya|philip phil pip philipp philippe felipe phillip
priscilla prissy cilla|rachel rach raquel|randolph randy|raymond ray ramon|rebecca becky becca bec|reginald reg reggie|richard rick dick rich ricky richie ricardo riccardo rik|robert rob bob bobby robbie bert roberto robin rupert|roderick rod|roger rog ruediger ruger|ronald ron ronnie|rosemary rose rosie romy
russell russ|samantha sam sammy|samuel sam sammy|sarah sally sadie sara|sebastian seb bastian basti sebastien|sergei sergey sergio serge seryozha|sofia sophie sophia sonya|stanley stan|stefanie steffi stephanie steph stephany|stephen steve stevie steven stefan stephan etienne esteban stefano stepan
susan sue susie suzanne suzy susanna susanne|svetlana sveta|tatiana tanya tania tatyana|terence terry|teresa terry tess therese theresa tessa|theodore ted teddy theo fyodor fedor theodor|thomas tom tommy tomas tommaso|timothy tim timmy timo|tobias toby tobi|ursula uschi ulla|valentina valya|valerie val
veronica ronnie vero veronika|victor vic viktor vitya|victoria vicky tori vicki viktoria vika|vincent vince vinny vincenzo vicente vinzenz|virginia ginny|vladimir vova volodya vlad volodymyr|walter walt wally gualtiero|wilhelmina mina minnie|william bill will billy willy liam wilhelm guillaume guillermo willem willi guglielmo willie|winifred winnie|yvonne vonnie|zachary zach zack zac|zoe zoey`;

const groupsOf = new Map<string, Set<number>>();
/** The first letter of the name that each group begins with. */
const initials: string[] = [];
GROUPS.split(/[|\n]/).forEach((group, index) => {
  initials[index] = group.charAt(0);
  for (const name of group.split(' ')) {
    if (name !== '') groupsOf.set(latin(name), (groupsOf.get(latin(name)) ?? new Set<number>()).add(index));
  }
});

/** Further common names, of which many are one letter apart. */
const COMMON = `ada adele aisha ahmed ali alan allan alana alba alice alicia alina aline amal amber amina amir anita anke annette antje april arne arno asha ashley ava axel
beata birgit björn bianca brian bryan bruno camille carla carlo carmen cecile celia cem cesar chloe clara claire claude claudia claudio colin connor corinna dagmar dana daniela daria
darren dean denise dario dennis dirk dylan elias elke ella ellen elke emre enzo eric erika erin esther ethan eva fabian fatima felix filip fiona fatma gina giovanna gisela grace
graham gudrun hana hans hasan heike heidi heiko ida ilse imran ines inga ingrid iris isla ivana ivo jade jake jana janina jaroslav jason jens joel jorg jürgen julius justine kai kayla keira kelly
kerstin kevin kira kurt kyle kyla lana lara layla lea leah leila lena liam lina linda lisa livia logan lola lorena lotta luana lucia lydia maja malik mara marcel marcela marek maren mario marion marisa marlon
marta martina mariam marina maya mehdi melina mia milan milena miriam moira monica monika mohan mona murat mya nadine natascha nele nelly nils nina noah nora norbert norma oscar otto
paola pascal petra phoebe piotr quentin rafael ralf rana rania raul renata renate rene riccarda rita rolf roman roland rosa rowan roy ruth ryan sabine sabrina sandro sara
saskia sean selma silvia simon simona simone sina sonia sonja stella sven sylvia sylvie tamara tara thea thilo tim tina tori ulrich ulrike uwe valeria vera viola vivian wanda werner wolfgang xavier yara yasmin yusuf yves zara`;
const common = new Set(COMMON.split(/\s+/).map(latin));

/** Whether two given names are forms of one: `bill` and `william`, `giuseppe` and `joseph`. */
export function isNickname(a: string, b: string): boolean {
  const groups = groupsOf.get(a);
  const others = groupsOf.get(b);
  return groups !== undefined && others !== undefined && [...groups].some((group) => others.has(group));
}

/** Whether the full name of a nickname begins with this letter. */
export function hasFormWithInitial(name: string, letter: string): boolean {
  return [...(groupsOf.get(name) ?? [])].some((group) => initials[group] === letter);
}

/** Whether this is a common given name, and so no misspelling of another. */
export function isCommonGivenName(name: string): boolean {
  return groupsOf.has(name) || common.has(name);
}
